import ArgumentParser
import Pipeline

/// The options of the main job: bitcode in, image and report out.
struct MainJob: ParsableArguments {

  /// The program.
  @Argument(help: "The program's bitcode: .bc files, objects made with -flto, archives of them.")
  var inputs: [String]

  /// The image to write; if it is not given, the name of the first input with another ending.
  @Option(name: .shortAndLong, help: "The image to write. (default: the first input, as .elf)")
  var output: String?

  /// The deployment file.
  @Option(help: "What is known of the image's surroundings: arguments, files, devices.")
  var deployment: String?

  /// What the program executed most.
  @Option(
    help: """
      Make what this profile says is executed most for speed, and not for size; may be repeated. \
      `specialise run --profile` takes one.
      """)
  var profile: [String] = []

  /// Where to write the report as JSON.
  @Option(help: "Write the report to this file, as JSON.")
  var reportJson: String?

  /// Where to write the report as a page.
  @Option(help: "Write the report to this file, as an HTML page.")
  var reportHtml: String?

  /// `true` iff the report compares with what other tools leave.
  @Flag(help: "Compare with what linking, and LLVM's link-time optimisation, leave (extra builds).")
  var baselines = false

  /// Where to write what the image depends on, in the syntax of make.
  @Option(help: "Write the files that the image depends on to this file, for make.")
  var depfile: String?

  /// The largest size that the image may have.
  @Option(help: "Fail if the image is larger than this: a number of bytes, or 20K, 1M.")
  var budget: ByteCount?

  /// The last stage to run.
  @Option(help: "Stop after this stage.")
  var stopAfter: StageName?

  /// Where to save the program after each stage.
  @Option(help: "Save the program after each stage in this folder.")
  var saveStages: String?

  /// `true` iff what is believed is checked at run time.
  @Flag(
    help: "Check everything that is believed while the image runs, instead of making use of it.")
  var guards = false

  /// Where to write what an analysis believes, instead of making use of it.
  @Option(
    help: ArgumentHelp(
      "Write what an analysis believes to this file; the image is of the program before it.",
      visibility: .hidden))
  var beliefs: String?

  /// The analysis whose beliefs are wanted.
  @Option(
    help: ArgumentHelp("The round of analysis that --beliefs is about.", visibility: .hidden))
  var round = 0

  /// `true` iff the time of each stage is shown.
  @Flag(help: "Show the time and memory that each stage takes.")
  var time = false

  /// The analysis that decides what goes.
  @Option(
    help:
      "What decides what goes: closed-world follows values and pointers, reachability is faster.")
  var engine = EngineName.closedWorld

  /// `true` iff LLVM checks the program after each stage.
  @Flag(help: "Check the program after each stage.")
  var verify = false

  /// Where the library OS lies.
  @Option(
    name: .customLong("library-os"),
    help: "The folder '.specialise' or the clone around it. (default: found by itself)")
  var libraryOS: String?

  /// Rejects a command line without program.
  func validate() throws {
    if inputs.isEmpty { throw ValidationError("Give the program's bitcode.") }
  }
}

/// The stages, by the names that the command line knows.
enum StageName: String, CaseIterable, ExpressibleByArgument, Sendable {
  case link, bind, analyse, specialise, eliminate, codegen, image, report
}

/// A size in bytes.
struct ByteCount: ExpressibleByArgument, Hashable, Sendable {

  /// The number of bytes.
  let bytes: Int

  /// The size that `argument` tells, as a number of bytes, of KiB (`20K`, `20KiB`) or of MiB.
  init?(argument: String) {
    let digits = argument.prefix { $0.isASCII && $0.isNumber }
    let units = ["": 1, "B": 1, "K": 1 << 10, "KiB": 1 << 10, "M": 1 << 20, "MiB": 1 << 20]
    guard let number = Int(digits), let unit = units[String(argument.dropFirst(digits.count))],
      case let (product, false) = number.multipliedReportingOverflow(by: unit)
    else { return nil }
    bytes = product
  }
}

/// The names of the analyses on the command line.
enum EngineName: String, ExpressibleByArgument, CaseIterable {

  /// Values, pointers, memory and control flow.
  case closedWorld = "closed-world"
  /// Functions, variables and slots.
  case reachability

  /// What the pipeline calls it.
  var engine: ShrinkLoop.Engine {
    switch self {
    case .closedWorld: .closedWorld
    case .reachability: .reachability
    }
  }
}
