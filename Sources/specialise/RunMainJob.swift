import Bind
import Foundation
import Image
import LibraryOS
import Model
import Pipeline
import Report
import WholeProgram

/// Does the main job as `options` say; returns the exit status.
func runMainJob(_ options: MainJob) throws -> Int32 {
  let installation = try Installation.find(explicitFolder: options.libraryOS)
  var job = SpecialiseJob(
    inputs: options.inputs, output: outputPath(options), installation: installation)
  if let path = options.deployment { job.deployment = try Deployment(path: path) }
  job.profiles = try options.profile.map { ($0, try readProfile(at: $0)) }
  try checkOutputs(of: options, job)
  job.lastStage = options.stopAfter.flatMap { Stage(rawValue: $0.rawValue) } ?? .report
  job.stagesFolder = options.saveStages
  job.verifies = options.verify
  job.engine = options.engine.engine
  job.executable = Executable.path
  job.measuresBaselines = options.baselines
  job.isGuarded = options.guards
  if options.beliefs != nil { job.beliefsRound = options.round }
  do {
    var pipeline = try Pipeline(job)
    let outcome = try pipeline.run()
    for diagnostic in outcome.program?.diagnostics ?? [] { StandardError.write("\(diagnostic)") }
    return try write(outcome, options, job)
  } catch let failure as ImageFailure {
    throw DiagnosedFailure(failure.diagnostics)
  }
}

/// Returns the profile in the file at `path`.
private func readProfile(at path: String) throws -> Profile {
  guard let bytes = FileManager.default.contents(atPath: path) else {
    throw Diagnostic.error(
      at: Site(path), "the profile cannot be read", recommendation: Profile.recommendation)
  }
  return try Profile(text: String(decoding: bytes, as: UTF8.self), path: path)
}

/// The path of the image that `options` ask for.
private func outputPath(_ options: MainJob) -> String {
  if let output = options.output { return output }
  let first = options.inputs[0]
  let folderEnd = first.lastIndex(of: "/").map { first.index(after: $0) } ?? first.startIndex
  guard let dot = first[folderEnd...].lastIndex(of: "."), dot > folderEnd else {
    return first + ".elf"
  }
  return first[..<dot] + ".elf"
}

/// Writes the files that `options` ask for, and shows the report; returns the exit status.
private func write(_ outcome: Outcome, _ options: MainJob, _ job: SpecialiseJob) throws -> Int32 {
  if options.time { StandardError.write(costs(of: outcome)) }
  guard let image = outcome.image else { return 0 }
  for diagnostic in image.warnings { StandardError.write("\(diagnostic)") }
  if let budget = options.budget, image.bytes.count > budget.bytes {
    throw Diagnostic.error(
      at: Site(job.output),
      "the image would have \(image.bytes.count) bytes, \(image.bytes.count - budget.bytes) more "
        + "than the budget of \(budget.bytes)",
      recommendation: "see what grew with `specialise compare`, or raise --budget")
  }
  var outputs = OutputTransaction()
  try outputs.write(image.bytes, to: job.output)
  if !OutputTransaction.isStream(job.output) {
    try outputs.write(image.symbolFile, to: job.output + ".sym")
  }
  if let beliefs = outcome.beliefs, let path = options.beliefs {
    try outputs.write(beliefs.json, to: path)
  }
  if let path = options.depfile {
    try outputs.write(dependencies(of: outcome, options, job), to: path)
  }
  if let report = outcome.report, let path = options.reportJson {
    try outputs.write(JSONView.bytes(of: report), to: path)
  }
  if let report = outcome.report, let path = options.reportHtml {
    try outputs.write(HTMLView(report).bytes, to: path)
  }
  // The report comes first: if it cannot be shown, nothing is left behind.
  if let report = outcome.report {
    let isTaken = outputPaths(of: options, job).contains { isSameFile($0, "/dev/stdout") }
    let text = TerminalView(report, hasColours: hasColours && !isTaken).text
    if isTaken { StandardError.write(text) } else { try show(text) }
  }
  try outputs.commit()
  return 0
}

/// The files that `options` ask for.
private func outputPaths(of options: MainJob, _ job: SpecialiseJob) -> [String] {
  let symbols = OutputTransaction.isStream(job.output) ? [] : [job.output + ".sym"]
  return [job.output] + symbols + [options.reportJson, options.depfile].compactMap { $0 }
}

/// Throws if two outputs would be one file, or if one would replace an input.
private func checkOutputs(of options: MainJob, _ job: SpecialiseJob) throws {
  let outputs = outputPaths(of: options, job).filter { !OutputTransaction.isStream($0) }
  let inputs =
    job.inputs + [options.deployment].compactMap { $0 } + options.profile
    + job.deployment.files.values.sorted()
  for (number, output) in outputs.enumerated() {
    if inputs.contains(where: { isSameFile($0, output) }) {
      throw Diagnostic.error(
        at: Site(output), "the output would replace this input",
        recommendation: "choose another name for the output")
    }
    if outputs[..<number].contains(where: { isSameFile($0, output) }) {
      throw Diagnostic.error(
        at: Site(output), "two outputs have this name", recommendation: "choose two names")
    }
  }
}

/// `true` iff the paths `first` and `second` lead to the same file, or would.
func isSameFile(_ first: String, _ second: String) -> Bool {
  var one = stat()
  var two = stat()
  if stat(first, &one) == 0, stat(second, &two) == 0 {
    return one.st_dev == two.st_dev && one.st_ino == two.st_ino
  }
  /// Returns `path` without detours.
  func plain(_ path: String) -> String { URL(filePath: path).standardizedFileURL.path }
  return plain(first) == plain(second)
}

/// Returns the time and memory of the stages of `outcome`, a line each.
private func costs(of outcome: Outcome) -> String {
  outcome.laps.map {
    "\($0.stage.rawValue): \($0.milliseconds) ms, \($0.peakBytes >> 20) MiB, rounds: \($0.rounds)"
  }.joined(separator: "\n")
}

/// Returns what the image depends on, as a rule for make.
private func dependencies(
  of outcome: Outcome, _ options: MainJob, _ job: SpecialiseJob
) -> [UInt8] {
  let files =
    outcome.dependencies + [options.deployment].compactMap { $0 } + options.profile
    + job.deployment.files.values.sorted()
  /// Returns `path` as make reads it.
  func escaped(_ path: String) -> String {
    path.replacing("$", with: "$$").replacing("#", with: "\\#").replacing(" ", with: "\\ ")
  }
  let lines = files.map { " \\\n  " + escaped($0) }.joined()
  return Array("\(escaped(job.output)):\(lines)\n".utf8)
}
