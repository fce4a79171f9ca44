import ArgumentParser

/// `specialise facts IN.bc SYMBOL...`: what the engine believes of functions and variables.
struct FactsCommand: ParsableCommand {

  /// What the help says.
  static let configuration = CommandConfiguration(
    commandName: "facts", abstract: "Show what the engine finds out about functions and variables.")

  /// The module.
  @Argument(help: "A whole-program module, as bitcode.")
  var input: String

  /// The symbols.
  @Argument(help: "The functions and variables to tell of.")
  var symbols: [String]

  /// What others refer to.
  @Option(name: .long, help: "A function or variable that others refer to (default: main).")
  var root: [String] = []

  /// What external functions do.
  @Option(
    name: .long,
    help:
      "NAME=EFFECT: what a function that the module only declares does: nothing, data (reads and writes bytes where its arguments point), end (does not return) or anything (default)."
  )
  var external: [String] = []

  /// Which round of the engine.
  @Option(help: "The round of the engine, from 1 on; LLVM simplifies between rounds.")
  var round = 1

  /// Shows the facts.
  func run() throws {
    throw ExitCode(
      try showFacts(
        of: symbols, in: input, roots: root.isEmpty ? ["main"] : root, externals: external,
        round: round))
  }
}
