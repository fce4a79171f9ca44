import ArgumentParser

/// `specialise compare OLD NEW`: shows how two reports differ.
struct CompareCommand: ParsableCommand {

  /// What the help says.
  static let configuration = CommandConfiguration(
    commandName: "compare", abstract: "Show what came, what went, and what let it in.")

  /// The earlier report.
  @Argument(help: "The earlier report.")
  var old: String

  /// The later report.
  @Argument(help: "The later report.")
  var new: String

  /// Shows the differences.
  func run() throws {
    throw ExitCode(try compareReports(old, new))
  }
}
