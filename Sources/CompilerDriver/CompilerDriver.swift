// `specialise cc`: a compiler driver with the argument conventions of gcc and clang.
//
// Clang's own driver does the work: it knows every argument, runs the compiler and then the linker.
// This module only changes what it is told: arguments put before the user's are defaults that the
// user can override, those put behind are what the project cannot do without (`CompilerArguments`).
// The linker that clang is told to run is this same executable, which an environment variable
// turns into the linker (`Linker`); it makes the Linux program and the bitcode beside it.

internal import Glibc
internal import LibraryOS
package import Model

/// The commands behind `specialise cc`.
package enum CompilerDriver {

  /// The environment variable that makes this executable clang's linker.
  private static let roleVariable = "SPECIALISE_ROLE"

  /// `true` iff clang started this process as its linker.
  package static var isRunAsLinker: Bool {
    getenv(roleVariable).map { String(cString: $0) } == "linker"
  }

  /// Compiles and links as `arguments`, those of `specialise cc`, say; returns only by failing.
  package static func compile(_ arguments: [String]) throws(Diagnostic) -> Never {
    var words = arguments
    let folder = takeLibraryOS(from: &words)
    let installation = try Installation.find(explicitFolder: folder)
    guard let executable = Executable.path else {
      preconditionFailure("the system does not tell which program is running")
    }
    let command = try CompilerArguments(
      words, headers: try installation.path(of: "include"), native: installation.native,
      linker: executable)
    setenv(roleVariable, "linker", 1)
    setenv(Installation.variable, installation.folder, 1)
    try ChildProcess.become(path: try Tool.clang.path(), arguments: command.words)
  }

  /// Links as `arguments`, those of a linker, say; returns the exit status.
  package static func link(_ arguments: [String]) throws(Diagnostic) -> Int32 {
    unsetenv(roleVariable)
    return try Linker(installation: Installation.find()).link(arguments)
  }

  /// Removes `--library-os DIR` or `--library-os=DIR` from `words` and returns the last folder so
  /// named.
  private static func takeLibraryOS(from words: inout [String]) -> String? {
    let option = "--library-os"
    var folder: String?
    var kept: [String] = []
    var index = 0
    while index < words.count {
      if words[index] == option, index + 1 < words.count {
        folder = words[index + 1]
        index += 1
      } else if words[index].hasPrefix("\(option)=") {
        folder = String(words[index].dropFirst(option.count + 1))
      } else {
        kept.append(words[index])
      }
      index += 1
    }
    words = kept
    return folder
  }
}
