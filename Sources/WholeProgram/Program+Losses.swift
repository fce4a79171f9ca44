import LLVM
import Model

/// What LLVM's optimisers remove by themselves: also that has a place in the report.
extension Program {

  /// The functions and variables that the program defines, by name, with their components; without
  /// those that compilers name.
  package var definitions: [String: String] {
    var result: [String: String] = [:]
    for function in module.functions where !function.isDeclaration {
      result[function.name] = origin(of: function).component
    }
    for variable in module.variables where !variable.isDeclaration {
      let name = variable.name
      if !name.hasPrefix(".") { result[name] = origin(of: variable).component }
    }
    return result
  }

  /// Takes down which of the definitions `before` are gone.
  package func noteLosses(since before: [String: String]) {
    let now = definitions
    for (name, component) in before.sorted(by: { $0.key < $1.key })
    where now[name] == nil && component != Origin.compiler {
      decisions.append(
        Decision(
          symbol: name, component: component, stage: "specialise", round: round,
          verdict: .removed,
          reason: "LLVM found it unused, or made it part of what uses it"))
    }
  }
}
