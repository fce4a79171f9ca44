internal import Foundation

/// A folder for one test, removed when the test ends.
package final class TemporaryFolder {

  /// The folder's real path.
  package let path: String

  /// A new empty folder.
  package init() throws {
    let base = FileManager.default.temporaryDirectory
    let folder = base.appending(path: "specialise-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    path = folder.resolvingSymlinksInPath().path(percentEncoded: false)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  /// Writes `text` to `file`, a path inside the folder, and makes the folders on the way.
  package func write(_ text: String, to file: String) throws {
    let url = URL(filePath: "\(path)/\(file)")
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }
}
