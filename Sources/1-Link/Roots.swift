import LLVM
import Model
import WholeProgram

extension LinkSession {

  /// Returns the definitions that something outside the module names, each with its reason.
  func rootsByName(_ program: Program, _ sections: BoundedSections) -> [Root] {
    var result: [String: Root] = [:]
    /// Makes `symbol` a root, if the module defines it and nothing made it one before.
    func add(_ symbol: String, _ reason: Root.Reason, _ site: Site?) {
      guard result[symbol] == nil, isDefined(symbol, program.module) else { return }
      result[symbol] = Root(symbol: symbol, reason: reason, site: site)
    }
    for symbol in scriptReferences { add(symbol, .linkerScript, Site(scriptPath)) }
    for symbol in request.laterCalled { add(symbol, .runtimeLibrary, nil) }
    for unit in nativeUnits {
      for symbol in unit.table.symbols where symbol.isUndefined {
        add(symbol.name, .nativeObject, Site(unit.name))
      }
    }
    for (symbol, unit) in assemblyReferences { add(symbol, .moduleAssembly, Site(unit)) }
    for (value, section) in sections.members(of: program.module) {
      add(value.name, .section, Site(section))
    }
    for (symbol, list) in usedLists(program.module) { add(symbol, .used, Site(list)) }
    return result.values.sorted { $0.symbol < $1.symbol }
  }

  /// `true` iff `module` defines `symbol`.
  private func isDefined(_ symbol: String, _ module: borrowing Module) -> Bool {
    if let function = module.function(symbol) { return !function.isDeclaration }
    if let variable = module.variable(symbol) { return !variable.isDeclaration }
    return module.aliases.contains { $0.name == symbol }
  }

  /// Returns the symbols in `llvm.used` and `llvm.compiler.used`, with the list's name.
  private func usedLists(_ module: borrowing Module) -> [(symbol: String, list: String)] {
    ["llvm.used", "llvm.compiler.used"].flatMap { name -> [(symbol: String, list: String)] in
      guard let list = module.variable(name)?.initialiser else { return [] }
      return (0..<list.operandCount).map { (list.operand($0).name, name) }
    }
  }
}
