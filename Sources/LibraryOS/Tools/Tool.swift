internal import Glibc
package import Model

/// A program that the compiler starts.
package enum Tool: String, CaseIterable, Sendable {
  /// The C compiler.
  case clang = "clang-22"
  /// The linker.
  case linker = "ld.lld-22"
  /// The maker of archives.
  case archiver = "llvm-ar-22"
  /// What turns addresses into functions and lines.
  case symboliser = "llvm-symbolizer-22"
  /// The machine.
  case emulator = "qemu-system-x86_64"

  /// The Debian package that contains the program.
  package var debianPackage: String {
    switch self {
    case .clang: "clang-22"
    case .linker: "lld-22"
    case .archiver, .symboliser: "llvm-22"
    case .emulator: "qemu-system-x86"
    }
  }

  /// The folders of `PATH`, and then those where Debian puts programs.
  package static var defaultFolders: [String] {
    let path = getenv("PATH").map { String(cString: $0) } ?? ""
    return path.split(separator: ":").map(String.init).filter { $0.hasPrefix("/") }
      + ["/usr/local/bin", "/usr/bin"]
  }

  /// The absolute path of the program in the first of `folders` that has it.
  package func path(searching folders: [String] = Tool.defaultFolders) throws(Diagnostic) -> String
  {
    for folder in folders {
      let path = "\(folder)/\(rawValue)"
      if access(path, X_OK) == 0 { return path }
    }
    throw .error(
      "the program '\(rawValue)' is not installed",
      recommendation: "\(Installation.setUp), or: apt-get install \(debianPackage)")
  }
}
