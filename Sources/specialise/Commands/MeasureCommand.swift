import ArgumentParser
import LibraryOS
import Pipeline
import WholeProgram

/// `specialise measure-engine APP.bc --keep FILE`: what the engine costs, for benchmarks.
struct MeasureCommand: ParsableCommand {

  /// What the help says.
  static let configuration = CommandConfiguration(
    commandName: "measure-engine", abstract: "Measure the engine's first round on a program.",
    shouldDisplay: false)

  /// The program.
  @Argument(help: "The program's bitcode.")
  var inputs: [String]

  /// Where to keep the module as the engine sees it.
  @Option(help: "The file for the module as the engine sees it.")
  var keep: String

  /// Measures, and writes one line of words.
  func run() throws {
    var job = SpecialiseJob(
      inputs: inputs, output: keep, installation: try Installation.find())
    job.executable = Executable.path
    job.measuredModule = keep
    var pipeline = try Pipeline(job)
    guard let cost = try pipeline.run().engineCost else { return }
    let times = cost.microseconds.map { "\($0.part.rawValue)=\($0.time)" }.joined(separator: " ")
    try show(
      "instructions=\(cost.instructions) bitcode=\(cost.bitcodeBytes) module=\(cost.moduleBytes) "
        + "engine=\(cost.engineBytes) \(times)\n")
  }
}
