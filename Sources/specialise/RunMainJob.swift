import Bind
import Image
import LibraryOS
import Model
import Pipeline
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

/// Writes the files that `options` ask for; returns the exit status.
private func write(_ outcome: Outcome, _ options: MainJob, _ job: SpecialiseJob) throws -> Int32 {
  guard let image = outcome.image else { return 0 }
  if let budget = options.budget, image.bytes.count > budget.bytes {
    throw Diagnostic.error(
      at: Site(job.output),
      "the image would have \(image.bytes.count) bytes, \(image.bytes.count - budget.bytes) more "
        + "than the budget of \(budget.bytes)",
      recommendation: "see what grew with `specialise compare`, or raise --budget")
  }
  var outputs = OutputTransaction()
  try outputs.write(image.bytes, to: job.output)
  try outputs.write(image.symbolFile, to: symbolFilePath(ofImage: job.output))
  try outputs.commit()
  return 0
}

/// The path of the file that holds the symbols of the image at `path`.
private func symbolFilePath(ofImage path: String) -> String {
  path + ".sym"
}
