import Foundation
import Model
import Yams

/// Reading a deployment file. Every key has a default; a key or a type that is not known is an error
/// with its line, because a typing mistake must not silently leave something out.
extension Deployment {

  /// The keys of a deployment file.
  private static let keys = ["arguments", "environment", "files", "console", "memory"]

  /// Reads the deployment file at `path`; host paths in it are relative to its folder.
  package init(path: String) throws {
    self.init()
    let text = try Self.text(of: path)
    let node: Node?
    do {
      node = try Yams.compose(yaml: text)
    } catch let error as YamlError {
      throw DiagnosedFailure(
        .error(
          at: Site(path, line: Self.line(of: error)), "not valid YAML: \(Self.problem(in: error))",
          recommendation: "check indentation, quotes and tabs in this line"))
    }
    guard let node, !node.isNull else { return }
    guard let mapping = node.mapping else {
      throw DiagnosedFailure(
        .error(
          at: Site(path, line: node.mark?.line), "a deployment is a mapping of keys to values",
          recommendation: "write lines such as `arguments: [app, -v]`"))
    }
    try read(mapping, from: path)
  }

  /// Returns the text of the file at `path`.
  private static func text(of path: String) throws -> String {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw DiagnosedFailure(
        .error(
          at: Site(path), "the deployment file cannot be read",
          recommendation: "check the path given to --deployment"))
    }
    guard let text = String(data: data, encoding: .utf8) else {
      throw DiagnosedFailure(
        .error(
          at: Site(path), "the deployment file is not UTF-8 text",
          recommendation: "save it as UTF-8"))
    }
    return text
  }

  /// Reads the keys of `mapping`; throws all problems at once.
  private mutating func read(_ mapping: Node.Mapping, from path: String) throws {
    var problems: [Diagnostic] = []
    var seen: Set<String> = []
    for (key, value) in mapping {
      let name = key.string ?? ""
      do {
        if !seen.insert(name).inserted {
          throw problem(key, path, "the key '\(name)' stands twice", "keep one of them")
        }
        try read(name, key, value, path)
      } catch let diagnostic as Diagnostic {
        problems.append(diagnostic)
      }
    }
    if !problems.isEmpty { throw DiagnosedFailure(problems) }
  }

  /// Reads `value`, which stands under `name`.
  private mutating func read(_ name: String, _ key: Node, _ value: Node, _ path: String) throws {
    switch name {
    case "arguments":
      arguments = value.string == "boot" ? .boot : .fixed(try texts(value, name, path))
    case "environment":
      variables = try pairs(value, name, path)
    case "files":
      files = try hostFiles(value, path)
    case "console":
      consoleIsTerminal = try choice(value, name, ["stream", "terminal"], path) == "terminal"
    case "memory":
      memory = try size(value, path)
    default:
      throw problem(
        key, path, "unknown key '\(name)'", "known keys are \(Self.keys.joined(separator: ", "))")
    }
  }

  /// Returns the diagnostic `message` at `node` of the file at `path`.
  private func problem(
    _ node: Node, _ path: String, _ message: String, _ recommendation: String
  ) -> Diagnostic {
    .error(at: Site(path, line: node.mark?.line), message, recommendation: recommendation)
  }

  /// Returns the list of texts `value`.
  private func texts(_ value: Node, _ name: String, _ path: String) throws -> [String] {
    guard let sequence = value.sequence else {
      throw problem(
        value, path, "'\(name)' must be a list, or the word boot", "write `\(name): [app, -v]`")
    }
    return try sequence.map { item in
      guard let text = item.scalar?.string else {
        throw problem(item, path, "'\(name)' must be a list of texts", "quote this item")
      }
      return text
    }
  }

  /// Returns the names and texts of the mapping `value`.
  private func pairs(_ value: Node, _ name: String, _ path: String) throws -> [String: String] {
    guard let mapping = value.mapping else {
      throw problem(
        value, path, "'\(name)' must be a mapping", "write one `NAME: value` a line below it")
    }
    var result: [String: String] = [:]
    for (key, item) in mapping {
      guard let left = key.scalar?.string, let right = item.scalar?.string else {
        throw problem(key, path, "'\(name)' maps texts to texts", "quote this value")
      }
      guard result.updateValue(right, forKey: left) == nil else {
        throw problem(key, path, "'\(left)' stands twice in '\(name)'", "keep one of them")
      }
    }
    return result
  }

  /// Returns the files of the mapping `value`; a folder on the host stands for all that is in it.
  private func hostFiles(_ value: Node, _ path: String) throws -> [String: String] {
    let folder = (path as NSString).deletingLastPathComponent
    var result: [String: String] = [:]
    for (image, host) in try pairs(value, "files", path) {
      guard image.hasPrefix("/") else {
        throw problem(
          value, path, "'\(image)' is no absolute path in the image", "write /\(image)")
      }
      let source = host.hasPrefix("/") ? host : (folder as NSString).appendingPathComponent(host)
      for (name, file) in try Self.expand(image, source, at: Site(path, line: value.mark?.line)) {
        guard result.updateValue(file, forKey: name) == nil else {
          throw problem(value, path, "'\(name)' comes from two places", "keep one of them")
        }
      }
    }
    return result
  }

  /// Returns the files that `source` on the host stands for, below `image` in the image.
  private static func expand(
    _ image: String, _ source: String, at site: Site
  ) throws -> [(String, String)] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: source, isDirectory: &isFolder) else {
      throw Diagnostic.error(
        at: site, "no such file on this machine: \(source)",
        recommendation: "host paths are relative to the deployment file's folder")
    }
    guard isFolder.boolValue else { return [(image, source)] }
    let names = FileManager.default.subpaths(atPath: source) ?? []
    return names.sorted().compactMap { name in
      let file = (source as NSString).appendingPathComponent(name)
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: file, isDirectory: &isFolder)
      return isFolder.boolValue ? nil : ((image as NSString).appendingPathComponent(name), file)
    }
  }

  /// Returns the word `value`, one of `words`.
  private func choice(
    _ value: Node, _ name: String, _ words: [String], _ path: String
  ) throws -> String {
    guard let word = value.scalar?.string, words.contains(word) else {
      throw problem(
        value, path, "'\(name)' must be one of \(words.joined(separator: ", "))",
        "write `\(name): \(words[0])`")
    }
    return word
  }

  /// Returns the number of bytes that `value` names, e.g. `64M`.
  private func size(_ value: Node, _ path: String) throws -> Int {
    let text = value.scalar?.string ?? ""
    let units: [Character: Int] = ["K": 1 << 10, "M": 1 << 20, "G": 1 << 30]
    let unit = text.last.flatMap { units[$0] }
    guard let number = Int(unit == nil ? text : String(text.dropLast())), number > 0,
      number.multipliedReportingOverflow(by: unit ?? 1).overflow == false
    else {
      throw problem(value, path, "'memory' must be a size such as 64M", "write K, M or G behind it")
    }
    return number * (unit ?? 1)
  }

  /// Returns the line of `error`.
  private static func line(of error: YamlError) -> Int? {
    switch error {
    case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _):
      mark.line
    default: nil
    }
  }

  /// Returns what is wrong in `error`, without the text around it.
  private static func problem(in error: YamlError) -> String {
    switch error {
    case .scanner(_, let problem, _, _), .parser(_, let problem, _, _),
      .composer(_, let problem, _, _):
      problem
    default: "\(error)"
    }
  }
}

extension Node {

  /// `true` iff the node is empty.
  fileprivate var isNull: Bool { scalar.map { $0.string.isEmpty } ?? false }
}
