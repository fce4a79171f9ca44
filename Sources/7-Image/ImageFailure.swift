package import Model

/// Why no image could be made.
package enum ImageFailure: Error, Sendable {

  /// There is no linker; it was looked for at `paths`.
  case linkerMissing(paths: [String])
  /// The linker refused its input.
  case linkerRefused([Diagnostic])
  /// The linker was ended by a signal while it wrote to `folder`.
  case linkerCrashed(signal: Int32, folder: String)
  /// A file or folder could not be read or written.
  case inaccessible(Diagnostic)
  /// The linker's output cannot be made into an image, because of `reason`.
  case unusable(reason: String)

  /// What to tell the user.
  package var diagnostics: [Diagnostic] {
    switch self {
    case .linkerMissing(let paths):
      [
        .error(
          "the linker ld.lld is missing", notes: paths.map { "looked for \($0)" },
          recommendation: "run runtime/setup.sh, which installs the package lld-22")
      ]
    case .linkerRefused(let diagnostics): diagnostics
    case .linkerCrashed(let signal, let folder):
      [
        .error(
          "the linker ended with signal \(signal)",
          recommendation: "see whether \(folder) has enough free space, then report this as a bug")
      ]
    case .inaccessible(let diagnostic): [diagnostic]
    case .unusable(let reason):
      [.error("the linked program cannot be made into an image: \(reason)")]
    }
  }
}

/// Returns what `body` returns, with an error of the operating system turned into an image failure.
func accessing<Result>(
  _ body: () throws(SystemError) -> Result
) throws(ImageFailure) -> Result {
  do throws(SystemError) {
    return try body()
  } catch {
    throw .inaccessible(error.diagnostic)
  }
}
