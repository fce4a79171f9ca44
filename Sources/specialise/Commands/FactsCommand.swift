import ArgumentParser

/// `specialise facts IN.bc SYMBOL...`: what the engine believes of functions and variables.
struct FactsCommand: ParsableCommand {

  /// What the help says.
  static let configuration = CommandConfiguration(
    commandName: "facts", abstract: "Show what the engine finds out about functions and variables.",
    discussion: """
      Of a function: why it runs, what its parameters, its result, each load, store and call may be, \
      line by line, which lines never run, and what its local variables hold. Of a variable: what is \
      written and read where. Without a symbol: whose addresses escape and where, in the order in \
      which that was found, and at which instructions what was known is lost first. The module is a \
      whole program, as for `specialise reduce`; to ask about an image, take the module that \
      --save-stages keeps of it, with --root boot_start.
      """)

  /// The module.
  @Argument(help: "A whole-program module, as bitcode.")
  var input: String

  /// The symbols.
  @Argument(help: "The functions and variables to tell of; FUNCTION:LINE for one line.")
  var symbols: [String] = []

  /// What is said of the module.
  @OptionGroup var options: ModuleOptions

  /// Which round of the engine.
  @Option(help: "The round of the engine, from 1 on; LLVM simplifies between rounds.")
  var round = 1

  /// Shows the facts.
  func run() throws {
    let module = options.module(in: input)
    throw ExitCode(try showFacts(of: symbols, in: module, round: round))
  }
}
