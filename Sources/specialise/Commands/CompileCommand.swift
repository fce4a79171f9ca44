import ArgumentParser
import CompilerDriver

/// `specialise cc ARGUMENT...`: the compiler driver.
///
/// `Entry` starts the driver itself, before anything is parsed; this command stands in the help.
struct CompileCommand: ParsableCommand {

  /// The command's name.
  static let name = "cc"

  /// What the help says.
  static let configuration = CommandConfiguration(
    commandName: name,
    abstract: "Compile and link with the arguments of gcc and clang; NAME.bc is made beside NAME.",
    discussion: """
      An unchanged build works: ./configure CC="specialise cc" && make. The program is an ordinary \
      static program of Linux; its bitcode, and an archive NAME.natives.a if it has machine code of \
      its own, lie beside it. A shared library becomes an archive of its objects.
      """)

  /// The compiler's arguments.
  @Argument(parsing: .captureForPassthrough, help: "The compiler's arguments.")
  var arguments: [String] = []

  /// Runs the compiler.
  func run() throws {
    try CompilerDriver.compile(arguments)
  }
}
