import Foundation
import Model
import Yams

/// The files that a deployment puts into the image, by path in the image.
///
/// Paths in the image are absolute and have one spelling; no two lines may give the same path, and
/// none may make a file of what is a folder for another. A folder on the host stands for all the
/// ordinary files in it and below it; links in it are followed, but never into a folder that holds
/// them.
struct ImageFiles {

  /// The path on the host of each file.
  private(set) var files: [String: String] = [:]
  /// The line of each path.
  private var lines: [String: Int] = [:]
  /// The deployment file.
  private let path: String

  /// The files that `entries` of the deployment file at `path` name, pairs of texts.
  init(_ entries: [(key: Node, value: Node)], from path: String) throws {
    self.path = path
    let folder = (path as NSString).deletingLastPathComponent
    let ordered = entries.sorted { ($0.key.mark?.line ?? 0) < ($1.key.mark?.line ?? 0) }
    for (key, value) in ordered {
      let line = key.mark?.line ?? 0
      let name = try plain(key.string ?? "", line)
      let host = value.string ?? ""
      let source = host.hasPrefix("/") ? host : (folder as NSString).appendingPathComponent(host)
      try add(source, as: name, line, within: [])
    }
    try checkFolders()
  }

  /// Returns the one spelling of `name`, a path in the image.
  private func plain(_ name: String, _ line: Int) throws -> String {
    guard name.hasPrefix("/"), !name.utf8.contains(0) else {
      throw problem(line, "'\(name)' is no absolute path in the image", "write /\(name)")
    }
    let parts = name.split(separator: "/").filter { $0 != "." }
    guard !parts.contains("..") else {
      throw problem(line, "'\(name)' leaves its folder", "write the path without '..'")
    }
    guard !parts.isEmpty else { return "" }
    return "/" + parts.joined(separator: "/")
  }

  /// Adds what is at `source` on the host as `name`; `folders` are the host's folders around it.
  private mutating func add(
    _ source: String, as name: String, _ line: Int, within folders: [String]
  ) throws {
    var status = stat()
    guard stat(source, &status) == 0 else {
      let isLoop = errno == ELOOP
      throw problem(
        line,
        isLoop
          ? "a link that leads to itself: \(source)" : "no such file on this machine: \(source)",
        "host paths are relative to the deployment file's folder")
    }
    switch status.st_mode & S_IFMT {
    case S_IFDIR:
      let real = URL(filePath: source).resolvingSymlinksInPath().path
      if folders.contains(real) {
        throw problem(
          line, "the folder holds itself through a link: \(source)",
          "remove the link, or name "
            + "the files one by one")
      }
      let names = (try? FileManager.default.contentsOfDirectory(atPath: source)) ?? []
      for part in names.sorted() {
        try add("\(source)/\(part)", as: "\(name)/\(part)", line, within: folders + [real])
      }
    case S_IFREG:
      guard !name.isEmpty else {
        throw problem(line, "the root of the image cannot be a file", "write /NAME")
      }
      if let other = lines[name] {
        throw problem(
          line, "'\(name)' comes from two places, this line and line \(other)", "keep one of them")
      }
      files[name] = source
      lines[name] = line
    default:
      throw problem(
        line, "not an ordinary file: \(source)", "copy its content to a file, and name that")
    }
  }

  /// Throws if a file's path is also a folder of another's.
  private func checkFolders() throws {
    for name in files.keys.sorted() {
      var folder = (name as NSString).deletingLastPathComponent
      while folder != "/" {
        if files[folder] != nil {
          throw problem(
            max(lines[name]!, lines[folder]!),
            "'\(folder)' is a file, and a folder with '\(name)' in it", "rename one of them")
        }
        folder = (folder as NSString).deletingLastPathComponent
      }
    }
  }

  /// The error `message` at `line`.
  private func problem(_ line: Int, _ message: String, _ recommendation: String) -> Diagnostic {
    .error(at: Site(path, line: line), message, recommendation: recommendation)
  }
}
