import Clang
import Image
import LLVM
package import LibraryOS
import Model
import Pipeline
import WholeProgram

/// What `specialise check` is asked for.
package struct CheckJob {

  /// The library OS.
  package let installation: Installation
  /// The program's bitcode, or its C files.
  package let files: [String]
  /// The compiler's flags for C files.
  package let flags: [String]
  /// This program's own file, which is started once more to inspect bitcode.
  package var executable: String?

  /// The job to check `files`, those in C with the compiler's `flags`.
  package init(
    _ files: [String], flags: [String], installation: Installation, executable: String?
  ) {
    self.files = files
    self.flags = flags
    self.installation = installation
    self.executable = executable
  }

  /// `true` iff `file` is C.
  private static func isSource(_ file: String) -> Bool {
    file.hasSuffix(".c") || file.hasSuffix(".h")
  }

  /// Returns what the program asks for in vain.
  package func run() throws -> CheckResult {
    let sources = files.filter(Self.isSource)
    if !sources.isEmpty, sources.count < files.count {
      throw Diagnostic.error(
        at: files.first { !Self.isSource($0) }.map { Site($0) },
        "C files and bitcode cannot be checked together",
        recommendation: "check the bitcode of the whole program")
    }
    if sources.isEmpty, !flags.isEmpty {
      throw Diagnostic.error(
        "flags of the compiler say nothing about bitcode",
        recommendation: "leave out what follows --")
    }
    let services = try Services(of: installation)
    return sources.isEmpty
      ? try check(files, services, places: [:], isWhole: true)
      : try checkSources(sources, services)
  }

  /// Checks the C files `sources`.
  private func checkSources(_ sources: [String], _ services: Services) throws -> CheckResult {
    var source = try SourceCheck(
      sources, flags, SourceArguments(installation), services.description)
    var findings = source.findings + source.takeMissing(services)
    let (bitcode, places) = try source.standIn(for: Pipeline.triple)
    let scratch: ScratchFolder
    do {
      scratch = try ScratchFolder(beside: nil)
    } catch {
      throw DiagnosedFailure(error.diagnostics)
    }
    var outputs = OutputTransaction()
    let path = "\(scratch.path)/stand-in.bc"
    try outputs.write(bitcode, to: path)
    try outputs.commit()
    let result = try check([path], services, places: places, isWhole: false)
    findings += result.findings
    return CheckResult(
      inputs: sources, systemCalls: result.systemCalls, findings: findings.sorted())
  }

  /// Checks the bitcode `files`, in which the functions `places` stand for places; the program is
  /// all that `isWhole` says it is.
  private func check(
    _ files: [String], _ services: Services, places: [String: Site], isWhole: Bool
  ) throws -> CheckResult {
    var job = SpecialiseJob(inputs: files, output: "", installation: installation)
    job.lastStage = .analyse
    job.toleratesUndefined = true
    job.executable = isWhole ? executable : nil
    var pipeline = try Pipeline(job)
    let outcome = try pipeline.run()
    guard let program = outcome.program else { preconditionFailure("there is no program") }
    let live = outcome.liveSymbols
    let check = ProgramCheck(program, live: live, services: services, places: places)
    let numbers = Set(
      program.systemCalls.filter { live.contains($0.caller) }.compactMap(\.number))
    return CheckResult(
      inputs: files,
      systemCalls: numbers.sorted().map { .init(number: $0, services) },
      findings: try check.findings().sorted())
  }
}
