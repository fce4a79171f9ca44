import LLVM
import Model
import WholeProgram

/// What a unit of the application must not hold, found while it is merged.
extension LinkSession {

  /// Throws what is wrong with the definitions of `module`, which `unit` holds.
  func checkDefinitions(of module: borrowing Module, in unit: Unit) throws {
    var problems = module.indirectFunctions.map { function in
      Diagnostic.error(
        at: Site(unit.name),
        "'\(function.name)' is an ifunc: it is chosen when a program is loaded",
        notes: ["nothing loads an image, so that nobody would choose"],
        recommendation: "build the program without ifuncs, e.g. configure it for one processor")
    }
    problems += checkLayout(of: module, in: unit)
    if let problem = checkMain(of: module, in: unit) { problems.append(problem) }
    if !problems.isEmpty { throw DiagnosedFailure(problems) }
  }

  /// Returns what is wrong with definitions of `module` that have names of the image's layout: the linker
  /// would take its own places for them, without a word.
  private func checkLayout(of module: borrowing Module, in unit: Unit) -> [Diagnostic] {
    script.defined.filter { $0.hasPrefix("__") }.sorted().compactMap { name in
      let function = module.function(name).flatMap { $0.isDefinedForAll ? $0 : nil }
      let variable = module.variable(name).flatMap { $0.isDefinedForAll ? $0 : nil }
      if function == nil, variable == nil { return nil }
      let place = function?.site ?? variable?.site(in: module.context)
      return .error(
        at: place.map { Site($0.file, line: $0.line) } ?? Site(unit.name),
        "'\(name)' is a place in the image, which its layout defines",
        notes: ["names that begin with two underscores belong to the system (C11, 7.1.3)"],
        recommendation: "rename it, or make it `static`")
    }
  }

  /// Returns what is wrong with the `main` that `module` defines, if it defines one.
  private func checkMain(of module: borrowing Module, in unit: Unit) -> Diagnostic? {
    if module.variable("main")?.isDefinedForAll ?? false {
      return .error(
        at: Site(unit.name), "'main' is a variable, not a function",
        recommendation: "name the file that defines the function main")
    }
    guard let main = module.function("main"), main.isDefinedForAll else { return nil }
    let type = main.signature
    let passes = type.parameters.allSatisfy { $0.kind == .integer || $0.kind == .pointer }
    let returns = type.result.kind == .integer || type.result.kind == .void
    if passes, returns, type.parameters.count <= 3 { return nil }
    let site = main.site.map { Site($0.file, line: $0.line) }
    return .error(
      at: Site(unit.name), "'main' has a prototype that no C program has",
      notes: site.map { ["it is defined at \($0)"] } ?? [],
      recommendation: "declare it as int main(int, char **)")
  }
}
