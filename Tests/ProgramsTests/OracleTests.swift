import Foundation
import TestSupport
import Testing

/// `Tests/oracle`: what runs lies inside what the analyses believe, and what does not is found.
@Suite struct OracleTests {

  /// The command.
  private static let oracle = ProgramRunner.repository.appending(path: "Tests/oracle/oracle.py")

  /// Runs the command with `words` in `folder`.
  private func ask(_ words: [String], in folder: TemporaryFolder) throws -> Ending {
    try Shell.run(
      ["python3", Self.oracle.path] + words, in: URL(fileURLWithPath: folder.path), seconds: 900)
  }

  /// Programs of several kinds; the whole corpus is for the command itself.
  @Test(arguments: ["hello", "partial-tables", "observers", "signal-fault", "driver-probing"])
  func beliefsHold(program: String) throws {
    let folder = try TemporaryFolder()
    let result = try ask(
      ["--tool", ProgramRunner.tool.path, "--work", folder.path, "--guards", program],
      in: folder)
    #expect(result.status == 0, "\(result.text)")
    #expect(result.text.contains("violations 0"))
  }

  /// A belief that is made wrong is told, with the function that contradicts it.
  @Test func liesAreFound() throws {
    let folder = try TemporaryFolder()
    let result = try ask(
      [
        "--tool", ProgramRunner.tool.path, "--work", folder.path, "--rounds", "0",
        "qsort-comparators",
      ], in: folder)
    #expect(result.status == 0, "\(result.text)")
    let base = "\(folder.path)/qsort-comparators/round0-0"
    let data = try Data(contentsOf: URL(fileURLWithPath: base + ".beliefs"))
    var beliefs = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
    var functions = try #require(beliefs["functions"] as? [[String: Any]])
    let index = try #require(functions.firstIndex { $0["name"] as? String == "main" })
    let first = try #require(functions[index]["first"] as? Int)
    functions[index]["isLive"] = false
    beliefs["functions"] = functions
    beliefs["dead"] = [
      [
        "function": "main", "site": "main.c:1", "first": first, "last": first, "reason": "a lie",
      ]
    ]
    try JSONSerialization.data(withJSONObject: beliefs)
      .write(to: URL(fileURLWithPath: base + ".beliefs"))
    let check = try ask(
      ["--check", base + ".beliefs", base + ".elf.sym", base + ".trace0"], in: folder)
    #expect(check.status == 1)
    #expect(check.text.contains("error: 'main' ran"))
    #expect(check.text.contains("a lie"))
    #expect(check.text.contains("2 violations"))
  }
}
