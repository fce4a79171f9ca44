internal import Glibc
internal import LibraryOS
internal import Model

/// The linker of `specialise cc`, with the argument conventions of GNU's.
///
/// A program becomes an ordinary static program of Linux with its bitcode beside it
/// (`ProgramLink`). The world is closed, so nothing can be loaded later: a shared library becomes an
/// archive of its objects (`LibraryLink`), and joined objects stay bitcode (`ObjectLink`).
struct Linker {

  /// Where the C library lies.
  let installation: Installation

  /// A linker that uses the C library of `installation`.
  init(installation: Installation) {
    self.installation = installation
  }

  /// Links as `words` say; returns the exit status.
  func link(_ words: [String]) throws(Diagnostic) -> Int32 {
    let expanded = try ResponseFile.expand(words)
    let arguments = LinkerArguments(expanded)
    let linker = try Tool.linker.path()
    guard arguments.hasInput else { try ChildProcess.become(path: linker, arguments: expanded) }
    let inputs = LinkInputs(installation: installation, arguments: arguments)
    switch arguments.product {
    case .program:
      return try ProgramLink(
        linker: linker, arguments: arguments, inputs: inputs.inputs,
        libraryArchive: "\(installation.native)/lib/libc.a"
      ).run()
    case .sharedLibrary:
      return try LibraryLink(output: arguments.output, inputs: inputs.inputs).run()
    case .object:
      return try ObjectLink(
        linker: linker, output: arguments.output, inputs: inputs.inputs
      ).run()
    }
  }
}
