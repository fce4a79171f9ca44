import Foundation
import TestSupport
import Testing

/// Every bad input gets a clear message and the right exit status, and leaves nothing behind.
@Suite struct BadInputTests {

  @Test(arguments: BadInputCase.all)
  func isRefused(_ input: BadInputCase) throws {
    let folder = try TemporaryFolder()
    chmod(folder.path, 0o777)
    defer { _ = try? Command.run("/usr/bin/env", ["chmod", "-R", "u+w", folder.path]) }
    let making = try Command.run("/usr/bin/env", ["bash", "-ec", input.make], in: folder)
    try #require(making.status == 0, "the case cannot be made: \(making.errors)")
    if let part = input.awaits {
      withKnownIssue("the tool has no \(part) yet") { try check(input, in: folder) }
    } else {
      try check(input, in: folder)
    }
  }

  /// Runs the tool on `input`, which was made in `folder`.
  private func check(_ input: BadInputCase, in folder: TemporaryFolder) throws {
    let before = try Self.state(of: folder)
    let result = try Command.run(
      "/usr/bin/env", input.command(running: Command.specialise), in: folder)
    #expect(result.status == input.status, "\(result.errors)")
    let said = result.errors.lowercased()
    for text in [input.message] + input.mentions {
      #expect(said.contains(text.lowercased()), "says: \(result.errors)")
    }
    if input.status != 0 {
      #expect(try Self.state(of: folder) == before, "something was left behind")
    }
  }

  /// The entries of `folder` and below it, each with the time of its last change.
  static func state(of folder: TemporaryFolder) throws -> [String: Date] {
    var result: [String: Date] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
      let facts = try FileManager.default.attributesOfItem(atPath: "\(folder.path)/\(path)")
      let isFolder = facts[.type] as? FileAttributeType == .typeDirectory
      result[path] = isFolder ? .distantPast : facts[.modificationDate] as? Date
    }
    return result
  }
}
