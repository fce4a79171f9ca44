import Model
import TestSupport
import Testing

@testable import Link
@testable import Pipeline

/// Reading inputs in a process that may die of them.
@Suite struct IsolationTests {

  /// A request for `bytes` of a file.
  private func request(_ bytes: [UInt8], in folder: TemporaryFolder) throws -> InspectionRequest {
    try folder.write(bytes, to: "unit")
    return InspectionRequest(name: "unit", file: "\(folder.path)/unit", range: 0..<bytes.count)
  }

  @Test func answersComeBack() throws {
    let folder = try TemporaryFolder()
    let inspector = IsolatedInspector(executable: Command.specialise)
    for _ in 0..<3 {
      let problems = try inspector.inspect(
        try request(Array("BC".utf8) + [0xC0, 0xDE], in: folder))
      #expect(problems.count == 1)
      #expect(problems.first?.message.contains("truncated") == true)
    }
  }

  /// A program in the place of this one's, which ends in its own way instead of answering.
  @Test(arguments: [
    ("kill -SEGV $$", "signal 11"), ("kill -ABRT $$", "signal 6"), ("exit 1", "gives up"),
    ("kill -XCPU $$", "too long"),
  ])
  func deathIsToldAsDamage(body: String, cause: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("#!/bin/bash\nread line\n\(body)\n", to: "worker")
    _ = try Command.run("/usr/bin/env", ["chmod", "+x", "\(folder.path)/worker"])
    let inspector = IsolatedInspector(executable: "\(folder.path)/worker")
    for _ in 0..<2 {
      let problems = try inspector.inspect(try request([1, 2, 3], in: folder))
      #expect(problems.map(\.level) == [.error])
      #expect(problems.first?.message.contains(cause) == true, "\(problems)")
      #expect(problems.first?.site == Site("unit"))
    }
  }
}
