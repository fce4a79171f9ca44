import LLVM
import Model
import WholeProgram

/// Sections whose bounds the program reads: the linker defines `__start_X` and `__stop_X` for each
/// section X whose name could stand in C, and what lies between is reached without being named.
///
/// So everything in such a section stays: its definitions are roots, and LLVM is told not to delete
/// them. A section that nobody fills has no bounds: a weak reference to them is null.
struct BoundedSections {

  /// The sections.
  let names: Set<String>

  /// The sections that `program` and the native units `natives` fill, and of which one of them names
  /// a bound.
  init(of program: Program, natives: [Unit]) {
    let declared = program.module.variables.filter(\.isDeclaration).map(\.name)
    let wanted = natives.flatMap(\.table.symbols).filter(\.isUndefined).map(\.name)
    var filled = Set(program.module.variables.filter { !$0.isDeclaration }.map(\.section))
    filled.formUnion(program.module.functions.filter { !$0.isDeclaration }.map(\.section))
    for unit in natives {
      guard let file = try? ElfFile(Array(unit.bytes)) else { continue }
      filled.formUnion(file.sections.filter(\.isAllocated).map(\.name))
    }
    let bounded = Set((declared + wanted).compactMap(Self.section(boundedBy:)))
    if !bounded.isSubset(of: filled) {
      filled.formUnion(Self.sectionsInAssembly(of: program.module))
    }
    names = bounded.intersection(filled)
  }

  /// The sections that assembly of `module` switches to, in functions and outside.
  private static func sectionsInAssembly(of module: borrowing Module) -> Set<String> {
    var texts = [module.assembly]
    for function in module.functions {
      for block in function.blocks {
        texts += block.instructions.filter(\.isCall).compactMap(\.assembly)
      }
    }
    var result: Set<String> = []
    for text in texts where text.contains("section") {
      let words = text.split { " \t\n,;\"".contains($0) }
      for (word, name) in zip(words, words.dropFirst())
      where word == ".section" || word == ".pushsection" {
        result.insert(String(name))
      }
    }
    return result
  }

  /// `true` iff the linker will define `symbol`.
  func define(_ symbol: String) -> Bool {
    Self.section(boundedBy: symbol).map(names.contains) ?? false
  }

  /// Returns the section whose bound `symbol` is, if it can be one.
  private static func section(boundedBy symbol: String) -> String? {
    for prefix in ["__start_", "__stop_"] where symbol.hasPrefix(prefix) {
      return String(symbol.dropFirst(prefix.count))
    }
    return nil
  }

  /// The definitions of `module` that lie in the sections, each with its section.
  func members(of module: borrowing Module) -> [(value: Value, section: String)] {
    if names.isEmpty { return [] }
    let variables = module.variables.filter { !$0.isDeclaration && names.contains($0.section) }
      .map { (value: $0.value, section: $0.section) }
    let functions = module.functions.filter { !$0.isDeclaration && names.contains($0.section) }
      .map { (value: $0.value, section: $0.section) }
    return variables + functions
  }
}
