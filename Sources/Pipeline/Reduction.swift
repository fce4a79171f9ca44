import Analyse
import LLVM
import Model
package import WholeProgram

/// The engine on a module that somebody else links: `specialise reduce`.
///
/// The module is the whole program but for its external declarations, which may do anything with
/// what they are given, and may call it back.
package struct Reduction {

  /// The bytes of the module, as bitcode.
  private let bytes: [UInt8]
  /// The module's file, for messages.
  private let file: String
  /// The names that others refer to.
  private let roots: [String]
  /// What external functions do, by name.
  private let effects: [String: ExternalEffect]

  /// The reduction of the module `bytes` of `file`, of which others refer to `roots`.
  package init(
    _ bytes: [UInt8], file: String, roots: [String], effects: [String: ExternalEffect]
  ) {
    self.bytes = bytes
    self.file = file
    self.roots = roots
    self.effects = effects
  }

  /// Returns the reduced module as bitcode, without the prototype hashes, which have been used.
  ///
  /// Throws a `Diagnostic` if the module cannot be read or a root is not defined.
  package func run() throws -> [UInt8] {
    let program = try makeProgram()
    let machine = try TargetMachine(triple: Pipeline.triple)
    var loop = ShrinkLoop(
      program: program, clock: StageClock(), engine: .closedWorld)
    try loop.run(for: machine, stopsEarly: false, .init())
    program.module.stripPrototypeHashes()
    return program.module.bitcode
  }

  /// Returns what the engine finds out about `symbols` in round `round`, which counts from 1.
  package func facts(of symbols: [String], round: Int) throws -> String {
    let program = try makeProgram()
    let machine = try TargetMachine(triple: Pipeline.triple)
    var loop = ShrinkLoop(
      program: program, clock: StageClock(), engine: .closedWorld)
    try loop.run(for: machine, stopsEarly: false, .init(), rounds: round - 1)
    return program.facts(of: symbols)
  }

  /// Reads the module.
  private func makeProgram() throws -> Program {
    let program = Program(in: Context())
    program.trustsDeclarations = false
    program.externalEffects = effects
    do {
      program.module = try Module(bytes: bytes, named: file, in: program.context)
    } catch {
      throw Diagnostic.error(
        at: Site(file), "this is not bitcode that can be read", notes: [error.message],
        recommendation: "give the NAME.bc that `specialise cc` or `llvm-link` wrote")
    }
    program.module.stamp(component: Origin.application, file: file)
    try close(program)
    return program
  }

  /// Makes everything but the roots invisible to others.
  private func close(_ program: Program) throws {
    for root in roots {
      let function = program.module.function(root).map { !$0.isDeclaration } ?? false
      let variable = program.module.variable(root).map { !$0.isDeclaration } ?? false
      guard function || variable else {
        throw Diagnostic.error(
          at: Site(file), "the root '\(root)' is not defined in the module",
          recommendation: "name what others refer to with --root")
      }
      program.roots.append(Root(symbol: root, reason: .keepRule))
    }
    let kept = Set(roots)
    for alias in program.module.aliases { alias.resolve(isKept: kept.contains(alias.name)) }
    for function in program.module.functions
    where !function.isDeclaration && !kept.contains(function.name) { function.makeInternal() }
    for variable in program.module.variables
    where !variable.isDeclaration && variable.linkage != .appending {
      if !kept.contains(variable.name) { variable.makeInternal() }
    }
  }
}
