import Foundation
import TestSupport
import Testing

/// `Tests/fuzz`: a bounded batch of random programs, natively and as images of four kinds.
@Suite struct FuzzTests {

  /// Runs the command with `tool` and `words` in `folder`.
  private func fuzz(_ tool: String, _ words: [String], in folder: TemporaryFolder) throws -> Ending
  {
    let command = ProgramRunner.repository.appending(path: "Tests/fuzz/fuzz.py").path
    return try Shell.run(
      ["python3", command, "--tool", tool, "--jobs", "1", "--keep", "\(folder.path)/kept"] + words,
      in: URL(fileURLWithPath: folder.path), seconds: 900)
  }

  /// The seeds differ from those of the long run's default, which begins at 0.
  @Test(arguments: ["shapes", "csmith"])
  func imagesBehaveAsProcesses(kind: String) throws {
    let folder = try TemporaryFolder()
    let result = try fuzz(
      ProgramRunner.tool.path,
      ["--only", kind, "--first", "5000", "--count", "16", "--pack", "16"],
      in: folder)
    #expect(result.status == 0, "\(result.text)")
    #expect(result.text.contains(" 0 failed"))
  }

  /// A tool whose images write something else is found out, and the program is kept.
  @Test func differencesAreFound() throws {
    let folder = try TemporaryFolder()
    let script = """
      #!/bin/sh
      "\(ProgramRunner.tool.path)" "$@" || exit
      [ "$1" != run ] || echo something else
      """
    try folder.write(script, to: "liar")
    let made = try Shell.run(
      ["chmod", "+x", "\(folder.path)/liar"], in: URL(fileURLWithPath: folder.path))
    #expect(made.status == 0)
    let result = try fuzz(
      "\(folder.path)/liar", ["--only", "shapes", "--first", "5000", "--count", "1"], in: folder)
    #expect(result.status == 1)
    #expect(result.text.contains("error: specialised"), "\(result.text)")
    #expect(FileManager.default.fileExists(atPath: "\(folder.path)/kept/shapes-5000/p5000.c"))
  }
}
