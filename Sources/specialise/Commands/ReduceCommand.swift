import ArgumentParser

/// `specialise reduce IN.bc -o OUT.bc`: the engine on any whole-program module.
struct ReduceCommand: ParsableCommand {

  /// What the help says.
  static let configuration = CommandConfiguration(
    commandName: "reduce", abstract: "Remove from a whole-program module what can never run.",
    discussion: """
      For programs that another linker or kernel takes on from there, by any compiler for x86-64. The \
      module must hold the whole program; what it only declares is taken to do anything with what it \
      is given, and to call it back, unless --external says otherwise. Names in its assembly, in \
      llvm.used and in constructors stay. Of debug information lines stay; hashes of prototypes \
      (KCFI) are used and removed. Machine code is made as for images: small, for fixed addresses \
      below 2 GiB, each function and variable in a section of its own.
      """)

  /// The module.
  @Argument(help: "The module, as bitcode.")
  var input: String

  /// The file to write.
  @Option(
    name: .shortAndLong,
    help: "The file to write: machine code if its name ends in .o, or else bitcode.")
  var output: String

  /// What is said of the module.
  @OptionGroup var options: ModuleOptions

  /// Reduces the module.
  func run() throws {
    let module = options.module(in: input)
    throw ExitCode(try reduceModule(module, output: output))
  }
}
