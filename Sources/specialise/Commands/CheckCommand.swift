import ArgumentParser

/// `specialise check APP.bc|FILE.c...`: what a program asks for that the library OS does not have.
struct CheckCommand: ParsableCommand {

  /// What the help says.
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "List what a program asks of the system that the library OS does not serve.",
    discussion: """
      The program is given as bitcode, or as C files, which need not compile yet; the compiler's \
      flags for them follow after --, unless a compile_commands.json has them. The exit status is 0 \
      if everything is served and 1 if not.
      """)

  /// The program, and what follows --.
  @Argument(
    help: "The program's bitcode, or its C files; after --, flags of the compiler for them.")
  var words: [String] = []

  /// The compiler's flags: all words after --.
  private var flags: [String] {
    let all = CommandLine.arguments
    return all.firstIndex(of: "--").map { Array(all[($0 + 1)...]) } ?? []
  }

  /// The program.
  private var files: [String] { Array(words.dropLast(flags.count)) }

  /// `true` iff the result is JSON.
  @Flag(help: "Write the result to standard output as JSON.")
  var json = false

  /// `true` iff the system calls themselves are asked for.
  @Flag(help: "Show all system calls of Linux with how much of each is served, instead.")
  var systemCalls = false

  /// Where the library OS lies.
  @Option(
    name: .customLong("library-os"),
    help: "The folder '.specialise' or the clone around it. (default: found by itself)")
  var libraryOS: String?

  /// Rejects a command line that asks for nothing, or for two things.
  func validate() throws {
    if files.isEmpty != systemCalls {
      throw ValidationError(
        files.isEmpty
          ? "Give the program's bitcode or its C files, or --system-calls."
          : "--system-calls is about no program.")
    }
  }

  /// Checks the program, or shows the table.
  func run() throws {
    if systemCalls {
      throw ExitCode(try showSystemCalls(asJSON: json, libraryOS: libraryOS))
    }
    throw ExitCode(
      try checkProgram(files, flags: flags, asJSON: json, libraryOS: libraryOS))
  }
}
