import Engine
import LLVM
import Model
package import WholeProgram

/// The analyse stage with the closed-world engine: `CodeReader` fills the engine's arrays, `Solver`
/// finds the fixpoint, and `FindingsReader` says what it means for the module.
extension Program {

  /// Returns what can run, what values always are, and what can be read; falls back on reachability
  /// where the engine would take too long.
  /// `detail` says how much is told beyond that; `finished` hears of each part of the work.
  package func analyseClosely(
    _ detail: Detail = [], _ finished: (AnalysisPart) -> Void = { _ in }
  ) -> Analysis {
    let index = SymbolIndex(of: module)
    let reader = makeReader(index)
    finished(.reading)
    let solver = Solver(reader.code)
    let isDone = solver.run()
    finished(.solving)
    guard isDone else {
      assumptions.append(
        Assumption(
          hazard: "size", assumption: "the engine gave up; reachability alone decided",
          symbol: "main"))
      return analyse(detail)
    }
    // In later rounds it may not be told any more what is passed.
    executesData = solver.executesData
    let analysis = FindingsReader(self, reader, solver, index).analysis(detail)
    finished(.telling)
    return analysis
  }

  /// Reads the program, with its roots.
  func makeReader(_ index: SymbolIndex) -> CodeReader {
    let trusts =
      trustsDeclarations
      && natives.allSatisfy { $0.origin.component != Origin.application }
    var roles = LibraryRoles.roles(in: self)
    for (name, effect) in externalEffects { roles[name] = Code.Role(effect: effect) }
    let reader = CodeReader(self, index, roles: roles, trustsNatives: trusts)
    if machineCodeReadsVariables { reader.code.outsideCalls = true }
    reader.code.executesData = executesData
    for id in rootIDs(index) {
      let function = reader.functionOfSymbol[Int(id)]
      if function >= 0 { reader.code.roots.append(function) }
      reader.code.exposed.append(CodeReader.object(of: id))
    }
    return reader
  }
}
