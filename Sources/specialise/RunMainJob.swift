import Bind
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
  job.lastStage = options.stopAfter.flatMap { Stage(rawValue: $0.rawValue) } ?? .report
  job.stagesFolder = options.saveStages
  job.verifies = options.verify
  job.measuresBaselines = options.baselines
  do {
    var pipeline = try Pipeline(job)
    let outcome = try pipeline.run()
    for diagnostic in outcome.program?.diagnostics ?? [] { StandardError.write("\(diagnostic)") }
    return try write(outcome, options, job)
  } catch let failure as ImageFailure {
    throw DiagnosedFailure(failure.diagnostics)
  }
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
  try outputs.write(image.symbolFile, to: job.output + ".sym")
  if let path = options.depfile {
    try outputs.write(dependencies(of: outcome, options, job), to: path)
  }
  if let report = outcome.report, let path = options.reportJson {
    try outputs.write(JSONView.bytes(of: report), to: path)
  }
  if let report = outcome.report, let path = options.reportHtml {
    try outputs.write(HTMLView(report).bytes, to: path)
  }
  try outputs.commit()
  if let report = outcome.report { show(TerminalView(report, hasColours: hasColours).text) }
  return 0
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
    outcome.dependencies + [options.deployment].compactMap { $0 }
    + job.deployment.files.values.sorted()
  /// Returns `path` as make reads it.
  func escaped(_ path: String) -> String {
    path.replacing("$", with: "$$").replacing("#", with: "\\#").replacing(" ", with: "\\ ")
  }
  let lines = files.map { " \\\n  " + escaped($0) }.joined()
  return Array("\(escaped(job.output)):\(lines)\n".utf8)
}
