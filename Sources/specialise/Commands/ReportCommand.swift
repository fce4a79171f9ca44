import ArgumentParser

/// `specialise report FILE`: shows a saved report.
struct ReportCommand: ParsableCommand {

  /// What the help says.
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Show a report that was saved as JSON.")

  /// The report.
  @Argument(help: "The report, as --report-json wrote it.")
  var file: String

  /// Where to write the report as a page.
  @Option(help: "Write the report to this file as an HTML page, instead of showing it.")
  var html: String?

  /// Shows the report.
  func run() throws {
    throw ExitCode(try showReport(file, asPage: html))
  }
}
