import Foundation
import Model
import Yams

/// Reading a deployment file. Every key has a default; a key or a type that is not known is an error
/// with its line, because a typing mistake must not silently leave something out.
extension Deployment {

  /// The keys of a deployment file.
  private static let keys = [
    "arguments", "environment", "files", "console", "memory", "network", "devices",
    "mounts",
  ]

  /// Reads the deployment file at `path`; host paths in it are relative to its folder.
  package init(path: String) throws {
    self.init()
    let text = try Self.text(of: path)
    let node: Node?
    do {
      node = try Yams.compose(yaml: text)
    } catch let error as YamlError {
      if case .duplicatedKeysInMapping(let keys, let context) = error {
        throw DiagnosedFailure(Self.duplicates(keys, context, text, path))
      }
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
      var isFolder: ObjCBool = false
      let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      let reason =
        isFolder.boolValue ? "it is a folder" : exists ? "cannot be read" : "no such file"
      throw DiagnosedFailure(
        .error(
          at: Site(path), "the deployment file: \(reason)",
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
      arguments =
        value.string == "boot"
        ? .boot : .fixed(try texts(value, name, path, or: ", or the word boot", such: "app, -v"))
    case "environment":
      variables = try environment(value, path)
    case "files":
      _ = try pairs(value, name, path)
      files = try ImageFiles(value.mapping.map(Array.init) ?? [], from: path).files
    case "console":
      let words = ["stream", "terminal", "virtio", "virtio-terminal"]
      let word = try choice(value, name, words, path)
      consoleIsTerminal = word.hasSuffix("terminal")
      consoleIsVirtio = word.hasPrefix("virtio")
    case "memory":
      memory = try size(value, path)
      memorySite = Site(path, line: value.mark?.line)
    case "network":
      network = try network(value, path)
    case "devices":
      devices = try devices(value, path)
    case "mounts":
      mounts = try mounts(value, path)
    default:
      let list = "known keys are " + Self.keys.map { "'\($0)'" }.joined(separator: ", ")
      throw problem(key, path, "unknown key '\(name)'", list)
    }
  }

  /// Returns the diagnostic `message` at `node` of the file at `path`.
  func problem(
    _ node: Node, _ path: String, _ message: String, _ recommendation: String
  ) -> Diagnostic {
    .error(at: Site(path, line: node.mark?.line), message, recommendation: recommendation)
  }

  /// Returns the list of texts `value`; messages say what else it may be, and what is `such` a list.
  func texts(
    _ value: Node, _ name: String, _ path: String, or others: String = "", such example: String
  ) throws -> [String] {
    guard let sequence = value.sequence else {
      throw problem(
        value, path, "'\(name)' must be a list\(others)", "write `\(name): [\(example)]`")
    }
    return try sequence.map { item in
      guard let text = item.scalar?.string else {
        throw problem(item, path, "'\(name)' must be a list of texts", "quote this item")
      }
      try checkText(text, item, name, path)
      return text
    }
  }

  /// Throws if `text`, which stands at `item` under `name`, cannot be a text of C.
  private func checkText(_ text: String, _ item: Node, _ name: String, _ path: String) throws {
    guard text.utf8.contains(0) else { return }
    throw problem(
      item, path, "a text in '\(name)' holds a zero byte, where C would end it", "leave it out")
  }

  /// Returns the variables of the mapping `value`.
  private func environment(_ value: Node, _ path: String) throws -> [String: String] {
    let result = try pairs(value, "environment", path)
    for (name, text) in value.mapping.map(Array.init) ?? [] {
      try checkText(text.string ?? "", text, "environment", path)
      let word = name.string ?? ""
      if word.isEmpty || word.contains("=") || word.utf8.contains(0) {
        throw problem(
          name, path, "'\(word)' cannot name a variable of the environment",
          "leave out '=' and write its value behind the colon")
      }
    }
    return result
  }

  /// Returns the names and texts of the mapping `value`.
  func pairs(_ value: Node, _ name: String, _ path: String) throws -> [String: String] {
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
      throw problem(
        value, path, "'memory' must be a size such as 64M, not '\(text)'",
        "write K, M or G behind the number")
    }
    return number * (unit ?? 1)
  }

  /// Returns the errors that the keys `keys` stand twice in the file `text` at `path`.
  private static func duplicates(
    _ keys: [String], _ context: YamlError.Context, _ text: String, _ path: String
  ) -> [Diagnostic] {
    keys.map { key in
      .error(
        at: Site(path, line: lastLine(of: key, in: text) ?? context.mark.line),
        "the key '\(key)' stands twice", recommendation: "keep one of them")
    }
  }

  /// Returns the last line of `text` that starts with the key `key`.
  private static func lastLine(of key: String, in text: String) -> Int? {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.lastIndex {
      $0.drop { " \"'".contains($0) }.hasPrefix(key) && $0.contains(":")
    }.map { $0 + 1 }
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
