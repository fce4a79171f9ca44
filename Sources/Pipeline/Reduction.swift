import Analyse
import Codegen
import LLVM
import Link
package import Model
package import WholeProgram

/// The engine on a module that somebody else links: `specialise reduce`.
///
/// The module is the whole program but for its external declarations, which may do anything with
/// what they are given, and may call it back.
package struct Reduction {

  /// The module.
  private let input: WholeModule
  /// The module's file, for messages.
  private let file: String
  /// The names that others refer to.
  private let roots: [String]
  /// What external functions do, by name.
  private let effects: [String: ExternalEffect]

  /// The reduction of the module in `file`, of which others refer to `roots`; `executable` is this
  /// program's own file, which is started once more to look at the module first.
  ///
  /// Throws a `DiagnosedFailure` if the module cannot be used.
  package init(
    file: String, roots: [String], effects: [String: ExternalEffect], executable: String?
  ) throws {
    input = try WholeModule(
      path: file, inspector: executable.map(IsolatedInspector.init) ?? DirectInspector())
    self.file = file
    self.roots = roots
    self.effects = effects
  }

  /// What is not as it should be, though the module can be used.
  package var warnings: [Diagnostic] { input.warnings }

  /// What the reduced module is written as.
  package enum Form: Sendable {
    /// Bitcode, for the user's own code generator.
    case bitcode
    /// A relocatable ELF file, for the user's own linker.
    case object
  }

  /// Returns the reduced module in the form `form`, without the prototype hashes, which have been used.
  ///
  /// Machine code is for a program at fixed addresses below 2 GiB. Throws a `Diagnostic` if a root is not
  /// defined, or if machine code is asked for and the module is for another code model or has assembly
  /// that cannot be translated.
  package func run(as form: Form) throws -> [UInt8] {
    let program = try makeProgram()
    if form == .object { try checkCodeModel(of: program) }
    let machine = try makeMachine()
    var loop = ShrinkLoop(
      program: program, clock: StageClock(), engine: .closedWorld)
    try loop.run(for: machine, stopsEarly: false, .init())
    program.module.stripPrototypeHashes()
    guard form == .object else { return program.module.bitcode }
    do {
      return try program.generateCode(for: machine)
    } catch let failure as AssemblyProblems {
      throw failure.diagnosed { $0.site ?? Site(file) }
    }
  }

  /// Throws if `program` is not to stand at fixed addresses below 2 GiB.
  private func checkCodeModel(of program: Program) throws {
    // 1 is the code model "small".
    for (flag, most) in [("PIC Level", 0), ("Code Model", 1)]
    where (program.module.flag(flag) ?? 0) > most {
      throw Diagnostic.error(
        at: Site(file), "the module is for another place in memory: it has the flag '\(flag)'",
        notes: ["machine code is made for fixed addresses below 2 GiB only"],
        recommendation: "compile with -fno-pic and -mcmodel=small, or write bitcode")
    }
  }

  /// Returns what the engine finds out about `symbols` in round `round`, which counts from 1.
  package func facts(of symbols: [String], round: Int) throws -> String {
    let program = try makeProgram()
    let machine = try makeMachine()
    var loop = ShrinkLoop(
      program: program, clock: StageClock(), engine: .closedWorld)
    try loop.run(for: machine, stopsEarly: false, .init(), rounds: round - 1)
    return program.facts(of: symbols)
  }

  /// The machine that the module is for.
  private func makeMachine() throws -> TargetMachine {
    try TargetMachine(triple: input.triple.isEmpty ? Pipeline.triple : input.triple)
  }

  /// Reads the module.
  private func makeProgram() throws -> Program {
    let program = Program(in: Context())
    program.trustsDeclarations = false
    program.externalEffects = effects
    program.module = try Module(bytes: input.bytes, named: file, in: program.context)
    program.recallEffects()
    if let function = program.module.indirectFunctions.first {
      throw Diagnostic.error(
        at: Site(file), "'\(function.name)' is an ifunc: it is chosen when the program is loaded",
        recommendation: "build the program without ifuncs")
    }
    program.module.stamp(component: Origin.application, file: file)
    try close(program)
    return program
  }

  /// Makes everything but the roots invisible to others.
  private func close(_ program: Program) throws {
    for root in roots {
      guard isDefined(root, program) else {
        throw Diagnostic.error(
          at: Site(file), "the root '\(root)' is not defined in the module",
          notes: candidates(program),
          recommendation: "name what others refer to with --root, or a list with --root-file")
      }
      program.roots.append(Root(symbol: root, reason: .keepRule))
    }
    var kept = Set(roots)
    /// Keeps `name`, if the module defines it, because of `reason`.
    func keep(_ name: String, because reason: Root.Reason, in list: String) {
      guard isDefined(name, program), kept.insert(name).inserted else { return }
      program.roots.append(Root(symbol: name, reason: reason, site: Site(list)))
    }
    for name in input.assemblyNames { keep(name, because: .moduleAssembly, in: file) }
    var internalNames: Set<String> = []
    for variable in program.module.variables where variable.linkage == .appending {
      for name in Self.functions(in: variable) where !kept.contains(name) {
        if program.module.function(name)?.isLocal ?? true { internalNames.insert(name) }
        keep(name, because: .used, in: variable.name)
      }
    }
    for alias in program.module.aliases {
      let isKept = kept.contains(alias.name)
      if isKept { keep(alias.target.name, because: .keepRule, in: alias.name) }
      alias.resolve(isKept: isKept)
    }
    // What is only listed need not be visible.
    kept.subtract(internalNames)
    for function in program.module.functions
    where !function.isDeclaration && !kept.contains(function.name) { function.makeInternal() }
    for variable in program.module.variables
    where !variable.isDeclaration && variable.linkage != .appending {
      if !kept.contains(variable.name) { variable.makeInternal() }
    }
  }

  /// The functions in the list `variable`: of constructors, or of what is used in ways that nobody sees.
  private static func functions(in variable: GlobalVariable) -> [String] {
    var result: [String] = []
    var pending = variable.initialiser.map { [$0] } ?? []
    while let value = pending.popLast() {
      switch value.kind {
      case .function: result.append(value.name)
      case .aggregate, .expression: pending += value.operands
      default: break
      }
    }
    return result.reversed()
  }

  /// `true` iff `program` defines `name`.
  private func isDefined(_ name: String, _ program: Program) -> Bool {
    if let function = program.module.function(name) { return !function.isDeclaration }
    if let variable = program.module.variable(name) { return !variable.isDeclaration }
    return program.module.aliases.contains { $0.name == name }
  }

  /// The first names that others could refer to, as a note.
  private func candidates(_ program: Program) -> [String] {
    let names = program.module.functions.filter(\.isDefinedForAll).map(\.name)
    if names.isEmpty { return ["the module defines no function that others can see"] }
    let more = names.count - 5
    return [
      "it defines " + names.prefix(5).joined(separator: ", ")
        + (more > 0 ? " and \(more) more" : "")
    ]
  }
}
