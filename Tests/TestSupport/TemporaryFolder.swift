internal import Foundation

/// A folder for one test, removed when the test ends.
package final class TemporaryFolder: Sendable {

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

  /// The place of `file`, a path inside the folder.
  func url(_ file: String) -> URL { URL(filePath: "\(path)/\(file)") }

  /// Writes `text` to `file`, a path inside the folder, and makes the folders on the way.
  package func write(_ text: String, to file: String) throws {
    try FileManager.default.createDirectory(
      at: url(file).deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url(file))
  }

  /// Writes `bytes` to `file`, a path inside the folder.
  package func write(_ bytes: [UInt8], to file: String) throws {
    try Data(bytes).write(to: url(file))
  }

  /// The text in `file`.
  package func read(_ file: String) throws -> String {
    String(decoding: try bytes(of: file), as: UTF8.self)
  }

  /// The bytes of `file`.
  package func bytes(of file: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: url(file)))
  }

  /// The bytes of the file at `path`, wherever it lies.
  package static func bytes(at path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(filePath: path)))
  }

  /// The names of everything in the folder, sorted.
  package var contents: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
  }
}
