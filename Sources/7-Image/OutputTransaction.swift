import Glibc
package import Model

/// Several output files that appear together or not at all.
///
/// Each file is written beside its place under a temporary name; `commit` renames all of them. What
/// was not committed is deleted, so that a run that fails leaves nothing half-written. A place that
/// is no ordinary file, such as `/dev/stdout`, receives its bytes at `commit`.
package struct OutputTransaction: ~Copyable {

  /// A file that waits under a temporary name.
  private struct Pending {

    /// Where the bytes are.
    let temporary: String
    /// Where the bytes shall be.
    let place: String
  }

  /// The files that wait for `commit`.
  private var pending: [Pending] = []
  /// The bytes for places that are no ordinary files.
  private var streams: [(path: String, bytes: [UInt8])] = []

  /// A transaction without files.
  package init() {}

  deinit { Self.delete(pending.map(\.temporary)) }

  /// `true` iff `path` is a device or a pipe, which receives bytes and has no place beside it.
  package static func isStream(_ path: String) -> Bool {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFDIR else { return false }
    return status.st_mode & S_IFMT != S_IFREG || path.hasPrefix("/dev/")
  }

  /// Adds the file `path` with the contents `bytes`.
  package mutating func write(_ bytes: [UInt8], to path: String) throws(Diagnostic) {
    do throws(SystemError) {
      guard !path.isEmpty else { throw SystemError(ENOENT, action: "write", path: "an empty path") }
      var status = stat()
      let exists = stat(path, &status) == 0
      if exists, status.st_mode & S_IFMT == S_IFDIR {
        throw SystemError(EISDIR, action: "write", path: path)
      }
      if Self.isStream(path) {
        streams.append((path, bytes))
        return
      }
      if exists, access(path, W_OK) != 0 {
        throw SystemError(errno, action: "write", path: path)
      }
      let place = exists ? Self.resolved(path) : path
      let temporary = Self.folder(of: place) + ".specialise-" + Self.randomName()
      try createFile(at: temporary, with: bytes, shown: path)
      pending.append(Pending(temporary: temporary, place: place))
    } catch {
      throw error.diagnostic
    }
  }

  /// Puts all files into their places.
  ///
  /// If one cannot be placed, those that were placed before it are deleted again.
  package consuming func commit() throws(Diagnostic) {
    do throws(SystemError) {
      for (path, bytes) in streams { try Self.send(bytes, to: path) }
    } catch {
      throw error.diagnostic
    }
    for (index, file) in pending.enumerated() {
      if rename(file.temporary, file.place) == 0 { continue }
      let failure = SystemError(errno, action: "write", path: file.place)
      Self.delete(pending[..<index].map(\.place))
      throw failure.diagnostic
    }
    pending = []
  }

  /// Writes `bytes` to the device or pipe `path`.
  private static func send(_ bytes: [UInt8], to path: String) throws(SystemError) {
    let descriptor = open(path, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw SystemError(errno, action: "write", path: path) }
    defer { close(descriptor) }
    try Image.write(bytes, to: descriptor, path: path)
  }

  /// Deletes the files `paths` as far as they exist.
  private static func delete(_ paths: [String]) {
    for path in paths { unlink(path) }
  }

  /// Returns the file that `path` leads to through symbolic links.
  private static func resolved(_ path: String) -> String {
    guard let result = realpath(path, nil) else { return path }
    defer { free(result) }
    return String(cString: result)
  }

  /// Returns the folder of the file `path`, with a final slash, or nothing for the current one.
  private static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
  }

  /// Returns a name that no other file is likely to have.
  private static func randomName() -> String {
    String(UInt64.random(in: 0...UInt64.max), radix: 36)
  }
}
