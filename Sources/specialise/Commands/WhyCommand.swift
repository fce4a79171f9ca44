import ArgumentParser

/// `specialise why FILE SYMBOL`: shows what keeps a symbol.
struct WhyCommand: ParsableCommand {

  /// What the help says.
  static let configuration = CommandConfiguration(
    commandName: "why", abstract: "Show the path from a root that keeps a symbol in the image.",
    discussion: """
      Also for a pointer in a table (NAME+OFFSET in bytes, or NAME.FIELD) and for a place in the \
      source (FILE:LINE, or FUNCTION:LINE): what keeps it, or when it went and why.
      """)

  /// The report.
  @Argument(help: "The report, as --report-json wrote it.")
  var file: String

  /// The symbol.
  @Argument(help: "The function or variable, NAME+OFFSET, NAME.FIELD, FILE:LINE or FUNCTION:LINE.")
  var symbol: String

  /// Shows the path.
  func run() throws {
    throw ExitCode(try showReason(for: symbol, in: file))
  }
}
