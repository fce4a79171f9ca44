internal import FoundationEssentials
package import Model

/// The place where set-up put what it made: the folder `.specialise` of a clone.
package struct Installation: Hashable, Sendable {

  /// The absolute path of the folder `.specialise`.
  package let folder: String

  /// The installation in `folder`.
  package init(folder: String) {
    self.folder = folder
  }

  /// The name of the folder that set-up fills.
  private static let folderName = ".specialise"

  /// What makes the installation, as a recommendation names it.
  package static let setUp = "run runtime/setup.sh"

  /// The environment variable that names the installation, for set-up too.
  package static let variable = "SPECIALISE_HOME"

  /// The installation that `explicitFolder` names (itself, or the clone around it), or else the one
  /// that `home` names, or else the nearest one above the executable, or above the current folder.
  package static func find(
    explicitFolder: String? = nil, home: String? = ProcessInfo.processInfo.environment[variable],
    executable: String? = Executable.path,
    currentFolder: String = FileManager.default.currentDirectoryPath
  ) throws(Diagnostic) -> Installation {
    if let named = explicitFolder ?? home { return try self.named(named) }
    let starts = [executable.map(parent(of:)), currentFolder].compactMap { $0 }
    for start in starts {
      if let found = nearest(above: start) { return found }
    }
    throw .error(
      "the library OS is not set up",
      notes: starts.map { "no folder '\(folderName)' in '\($0)' or above it" },
      recommendation: "\(setUp) once in the clone, or say where it lies with --library-os")
  }

  /// The installation that the user called `folder`.
  private static func named(_ folder: String) throws(Diagnostic) -> Installation {
    let absolute = URL(filePath: folder).standardizedFileURL.path(percentEncoded: false)
    let trimmed =
      absolute.count > 1 && absolute.hasSuffix("/") ? String(absolute.dropLast()) : absolute
    for candidate in ["\(trimmed)/\(folderName)", trimmed] where isFolder("\(candidate)/include") {
      return Installation(folder: candidate)
    }
    throw .error(
      "'\(folder)' does not hold the library OS", notes: ["it has no folder 'include'"],
      recommendation: "\(setUp) in the clone that you mean")
  }

  /// The nearest installation in `start` or above it.
  private static func nearest(above start: String) -> Installation? {
    var folder = start
    while true {
      let candidate = folder == "/" ? "/\(folderName)" : "\(folder)/\(folderName)"
      if isFolder(candidate) { return Installation(folder: candidate) }
      if folder == "/" || folder.isEmpty { return nil }
      folder = parent(of: folder)
    }
  }

  /// The folder that `path` lies in.
  private static func parent(of path: String) -> String {
    let slash = path.lastIndex(of: "/") ?? path.startIndex
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// `true` iff `path` is a folder.
  private static func isFolder(_ path: String) -> Bool {
    var isDirectory = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) && isDirectory
  }
}

extension Installation {

  /// The clone that the installation belongs to.
  package var repository: String { Self.parent(of: folder) }

  /// The library OS's own sources, with the descriptions of its components.
  package var runtime: String { "\(repository)/runtime" }

  /// The C library's headers.
  package var headers: String { "\(folder)/include" }

  /// What machine code of Linux is linked with: the folder that holds `lib`.
  package var native: String { "\(folder)/native" }

  /// The archives that make up the library OS, in the order in which they are searched.
  package var archives: [String] {
    ["libos.a", "libc.a", "liblwip.a", "libext2fs.a"].map { "\(folder)/lib/\($0)" }
  }

  /// The absolute path of `file`, a path inside the installation, if set-up made it.
  package func path(of file: String) throws(Diagnostic) -> String {
    let path = "\(folder)/\(file)"
    guard FileManager.default.fileExists(atPath: path) else {
      throw .error(
        at: Site(path), "set-up did not make this file, or it was removed",
        recommendation: "\(Self.setUp) again")
    }
    return path
  }
}
