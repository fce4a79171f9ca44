import Analyse
import Bind
import Codegen
import Image
import LLVM
import LibraryOS
import Link
import Model
import Specialise
import WholeProgram

/// The stages in their order: the one place that knows it.
package struct Pipeline {

  /// What is asked for.
  let job: SpecialiseJob
  /// The components of the library OS, by source path.
  let components: ComponentIndex
  /// The time that stages take.
  private(set) var clock = StageClock()
  /// What has been found out so far.
  private(set) var outcome = Outcome()
  /// Writes what stages leave.
  private let archive: StageArchive
  /// What looks at the inputs before they are used.
  private let inspector: any UnitInspector

  /// A pipeline for `job`.
  package init(_ job: SpecialiseJob) throws {
    self.job = job
    inspector = job.executable.map(IsolatedInspector.init) ?? DirectInspector()
    components = try ComponentIndex(readingFrom: job.installation.runtime)
    archive = try StageArchive(folder: job.stagesFolder, verifies: job.verifies)
  }

  /// Runs the stages up to the last one that is asked for.
  package mutating func run() throws -> Outcome {
    let machine = try TargetMachine(triple: Self.triple)

    // Link: from here on there is one program, and no name in it is undefined.
    var session = try LinkSession(linkRequest)
    let program = try clock.measure(.link) { try session.link(in: Context()) }
    outcome.dependencies = session.dependencies
    try stateEffects(on: program)
    try finish(.link, program)
    if job.lastStage == .link { return outcome }

    // Bind: before analysis, so that branches on the deployment are constant there.
    try clock.measure(.bind) { try program.bind(job.deployment) }
    try finish(.bind, program)
    let baselines = job.measuresBaselines ? BaselineInput(session, program) : nil
    if job.lastStage == .bind { return outcome }

    if let round = job.beliefsRound { return try believe(program, machine, round) }
    if let path = job.measuredModule { return try measureEngine(on: program, machine, path) }

    // Analyse, specialise, eliminate: until nothing changes. From here on every symbol has a path
    // from a root.
    try shrink(program, machine)
    if job.lastStage < .codegen { return outcome }

    // Codegen: the module does not change any more.
    program.attachNotes()
    let object = try clock.measure(.codegen) { [self] in
      try generateCode(of: program, machine, session)
    }
    try archive.keep(object, as: "codegen.o")
    if job.lastStage == .codegen { return outcome }

    // Image: the layout of memory is fixed here, and every byte gets its label.
    outcome.image = try clock.measure(.image) { [self] in
      try makeBootImage(.object(object), program.natives, program.origins)
    }
    outcome.laps = clock.laps
    try checkMemory()
    if job.lastStage == .image { return outcome }
    if let baselines { outcome.baselines = try measure(baselines, for: machine) }

    // Report: last, because it reads the decisions of all stages and the map of the bytes.
    outcome.report = try makeReport(on: program, outcome)
    return outcome
  }

  /// Tells `program` what its components say of their functions.
  private func stateEffects(on program: Program) throws {
    for (component, name, text) in components.effects {
      guard let effect = ExternalEffect(rawValue: text) else {
        throw Diagnostic.error(
          at: Site("runtime/\(component)/component.json"),
          "'\(text)' is not what a function can do", notes: ["'\(name)' is said to do so"],
          recommendation:
            "write one of \(ExternalEffect.allCases.map(\.rawValue).joined(separator: ", "))")
      }
      for name in [name, PrivateNames.own(name)] {
        guard let function = program.module.function(name),
          program.origin(of: function).component.hasPrefix(component)
        else { continue }
        program.state(effect, of: function)
      }
    }
  }

  /// The target of every program.
  package static let triple = "x86_64-unknown-linux-musl"

  /// Analyses, specialises and eliminates until nothing changes.
  private mutating func shrink(_ program: Program, _ machine: borrowing TargetMachine) throws {
    var loop = ShrinkLoop(program: program, clock: clock, engine: job.engine)
    loop.isGuarded = job.isGuarded
    loop.profile = job.profile
    program.doubt(job.profiles)
    var analyses: [(Analysis, ShrinkLoop.AnalysisKind)] = []
    let archive = archive
    try loop.run(
      for: machine, stopsEarly: job.lastStage == .analyse,
      .init(
        analysed: { analyses.append(($0, $1)) },
        finished: { stage, round in try archive.keep(program, after: stage, round: round) }))
    clock = loop.clock
    outcome.program = program
    outcome.laps = clock.laps
    for (analysis, kind) in analyses { outcome.note(analysis, kind) }
  }

  /// Takes down what the analysis of `round` believes, and makes an image of the program in which
  /// none of it was made use of, so that runs can tell whether it is true.
  private mutating func believe(
    _ program: Program, _ machine: borrowing TargetMachine, _ round: Int
  ) throws -> Outcome {
    outcome.program = program
    if round == 0 {
      outcome.beliefs = Beliefs(of: program.analyse(), on: program)
    } else {
      var loop = ShrinkLoop(program: program, clock: clock, engine: .closedWorld)
      try loop.run(for: machine, stopsEarly: false, .init(), rounds: round - 1)
      outcome.beliefs = Beliefs(of: program.analyseClosely(), on: program)
    }
    let last = program.module.numberInstructions()
    precondition(last == outcome.beliefs?.lastNumber, "instructions were not numbered as told")
    try program.module.run("always-inline", for: machine)
    machine.disableOptimisation()
    let object = try program.generateCode(for: machine)
    outcome.image = try makeBootImage(
      .object(object), program.natives, program.origins, folding: .none)
    return outcome
  }

  /// Measures what the first round of the engine costs on `program`, which is kept at `path`.
  private mutating func measureEngine(
    on program: Program, _ machine: borrowing TargetMachine, _ path: String
  ) throws -> Outcome {
    var loop = ShrinkLoop(program: program, clock: clock, engine: .closedWorld)
    try loop.run(for: machine, stopsEarly: false, .init(), rounds: 0)
    let bytes = program.module.bitcode
    try writeFile(bytes, to: path)
    outcome.engineCost = try EngineCost(of: program, bytes)
    return outcome
  }

  /// Returns the machine code of `program`, which `session` linked.
  private func generateCode(
    of program: Program, _ machine: borrowing TargetMachine, _ session: LinkSession
  ) throws -> [UInt8] {
    do {
      return try program.generateCode(for: machine)
    } catch let failure as AssemblyProblems {
      throw failure.diagnosed { problem in
        let source = problem.text.flatMap { session.source(ofAssembly: $0) }
        let first = job.inputs.first.map { Site($0) }
        return source?.site ?? source.map { Site($0.unit) } ?? problem.site ?? first
      }
    }
  }

  /// Throws if the deployment gives the machine less memory than the image fills.
  private func checkMemory() throws {
    guard let given = job.deployment.memory, let needed = outcome.image?.memoryBytes else { return }
    // The first MiB is the firmware's.
    guard given < needed + 1 << 20 else { return }
    throw DiagnosedFailure(
      .error(
        at: job.deployment.memorySite, "'memory' is too little: \(given) bytes",
        notes: ["the image fills \(needed) bytes above the first MiB, before it runs"],
        recommendation: "give it at least \((needed + 1 << 20) >> 20 + 1)M"))
  }

  /// Records what `stage` left in `program`.
  private mutating func finish(_ stage: Stage, _ program: Program, round: Int? = nil) throws {
    outcome.program = program
    outcome.laps = clock.laps
    try archive.keep(program, after: stage, round: round)
  }

  /// Links a program, which `origins` describes, with its `natives`.
  func makeBootImage(
    _ code: ImageInput.Program, _ natives: [NativeObject], _ origins: [String: Origin],
    folding: ImageInput.Folding = .safe, linkerArguments: [String] = []
  ) throws -> BootImage {
    let scratch = try ScratchFolder(
      beside: OutputTransaction.isStream(job.output) ? nil : job.output)
    do {
      var objects: [ImageInput.NativeObject] = []
      for (number, native) in natives.enumerated() {
        let path = "\(scratch.path)/native\(number).o"
        try writeFile(native.bytes, to: path)
        objects.append(.init(path: path, origin: native.origin))
      }
      let input = ImageInput(
        program: code, nativeObjects: objects, script: linkRequest.linkerScript, origins: origins,
        folding: folding, linkerArguments: linkerArguments + linkRequest.supportArchives)
      return try makeImage(input, in: scratch.path)
    } catch let failure as ImageFailure {
      throw DiagnosedFailure(failure.diagnostics.map { atOutput($0, scratch.path) })
    } catch let failure as DiagnosedFailure {
      throw DiagnosedFailure(failure.diagnostics.map { atOutput($0, scratch.path) })
    }
  }

  /// Returns `diagnostic` with the output as its place if that is in the folder `scratch`, of which
  /// the user knows nothing.
  private func atOutput(_ diagnostic: Diagnostic, _ scratch: String) -> Diagnostic {
    guard let site = diagnostic.site, site.file.hasPrefix(scratch) else { return diagnostic }
    return Diagnostic(
      diagnostic.level, at: Site(job.output), diagnostic.message,
      notes: diagnostic.notes + ["while intermediate files were written beside it"],
      recommendation: diagnostic.recommendation)
  }

  /// What the link stage is asked for.
  private var linkRequest: LinkRequest {
    let installation = job.installation
    let index = components
    var request = LinkRequest(
      applicationFiles: job.inputs, libraryArchives: installation.archives,
      supportArchives: [installation.compilerSupport], linkerScript: installation.linkerScript,
      objectFolder: "objects",
      componentOfSource: { index.component(ofSource: $0) ?? "unknown" },
      isDefinedLater: Program.isProvidedByBind)
    request.inspector = inspector
    if job.isGuarded { request.laterCalled = [Program.guardReport] }
    request.toleratesUndefined = job.toleratesUndefined
    return request
  }
}

extension Stage: Comparable {

  /// `true` iff `left` runs before `right`.
  package static func < (left: Stage, right: Stage) -> Bool {
    allCases.firstIndex(of: left)! < allCases.firstIndex(of: right)!
  }
}
