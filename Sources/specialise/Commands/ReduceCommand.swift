import ArgumentParser

/// `specialise reduce IN.bc -o OUT.bc`: the engine on any whole-program module.
struct ReduceCommand: ParsableCommand {

  /// What the help says.
  static let configuration = CommandConfiguration(
    commandName: "reduce", abstract: "Remove from a whole-program module what can never run.",
    discussion: """
      For programs that another linker or kernel takes on from there. The module must hold the \
      whole program; what it only declares is taken to do anything with what it is given, and to \
      call it back.
      """)

  /// The module.
  @Argument(help: "The module, as bitcode.")
  var input: String

  /// The file to write.
  @Option(name: .shortAndLong, help: "The file to write, as bitcode.")
  var output: String

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

  /// Reduces the module.
  func run() throws {
    throw ExitCode(
      try reduceModule(
        input, output: output, roots: root.isEmpty ? ["main"] : root, externals: external))
  }
}
