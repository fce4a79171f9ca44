internal import Foundation
internal import Testing
package import WholeProgram

/// A test of stages in one file of LLVM's assembly language: what is linked, and what is wanted.
///
/// A file is split by lines `; --- NAME`, where NAME ends in `.ll` (a unit of bitcode), `.s` (a native
/// object) or `.ld` (the linker script); what comes before the first such line is the unit `main.ll`.
/// Lines `; ARCHIVE: LIB.a NAME...` put units into an archive of the application, `; LIBRARY: ...`
/// into one of the library OS. `; WANT: ...` says what must hold; see `Wish`.
package struct StageTestFile: CustomTestStringConvertible, Sendable {

  /// The file's name.
  package let name: String
  /// What must hold.
  package let wishes: [Wish]
  /// The one analysis that finds out what is wanted, if not all do.
  package let engine: String?
  /// The text of each part, in order.
  private var parts: [(name: String, text: String)] = []
  /// The archives: name, parts, and whether it is the library OS's.
  private var archives: [(name: String, parts: [String], isLibrary: Bool)] = []

  /// The file's name.
  package var testDescription: String { name }

  /// The tests in `folder`, which is named by the path `file` of a source in it.
  package static func all(in folder: String, besides file: String) -> [StageTestFile] {
    let url = URL(filePath: file).deletingLastPathComponent().appending(path: folder)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
    precondition(!names.isEmpty, "no tests in \(url.path)")
    return names.filter { $0.hasSuffix(".ll") }.sorted().map { name in
      guard let text = try? String(contentsOf: url.appending(path: name), encoding: .utf8) else {
        preconditionFailure("\(name) cannot be read")
      }
      return StageTestFile(name: name, text: text)
    }
  }

  /// The test called `name` that `text` describes.
  package init(name: String, text: String) {
    self.name = name
    var wishes: [Wish] = []
    var engine: String?
    var current = (name: "main.ll", text: "")
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if let part = Self.words(of: line, after: "; --- ").first {
        if !current.text.isEmpty { parts.append(current) }
        current = (part, "")
        continue
      }
      for (directive, isLibrary) in [("; ARCHIVE: ", false), ("; LIBRARY: ", true)] {
        let words = Self.words(of: line, after: directive)
        if let first = words.first {
          archives.append((first, Array(words.dropFirst()), isLibrary))
        }
      }
      if line.hasPrefix("; ENGINE: ") { engine = String(line.dropFirst(10)) }
      if line.hasPrefix("; WANT: ") { wishes.append(Wish(String(line.dropFirst(8)))) }
      current.text += line + "\n"
    }
    parts.append(current)
    self.wishes = wishes
    self.engine = engine
    precondition(!wishes.isEmpty, "\(name) wants nothing")
  }

  /// The words of `line` after `start`, none if it starts otherwise.
  private static func words(of line: Substring, after start: String) -> [String] {
    line.hasPrefix(start) ? line.dropFirst(start.count).split(separator: " ").map(String.init) : []
  }

  /// Links what the file describes.
  package func link() throws -> Program {
    let workshop = try LinkWorkshop()
    var script = "ENTRY(main)\n"
    var members: [String: String] = [:]
    for part in parts {
      if part.name.hasSuffix(".ld") {
        script = part.text
      } else {
        members[part.name] = try workshop.add(part.text, named: part.name)
      }
    }
    let archived = Set(archives.flatMap(\.parts))
    var inputs = parts.map(\.name).filter { !archived.contains($0) }.compactMap { members[$0] }
    var libraries: [String] = []
    for archive in archives {
      let path = try workshop.archive(archive.parts.map { members[$0]! }, named: archive.name)
      if archive.isLibrary { libraries.append(path) } else { inputs.append(path) }
    }
    return try workshop.link(inputs, libraries: libraries, script: script)
  }
}
