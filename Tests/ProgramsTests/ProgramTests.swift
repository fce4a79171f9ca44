import Foundation
import Testing

/// Every program prints the same and ends the same, as a Linux process and as an image.
@Suite struct ProgramTests {

  /// The folder of the programs.
  static let root = ProgramRunner.repository.appending(path: "Tests/Programs")

  /// Programs of ours, each for one corner of C.
  @Test(arguments: ProgramDescription.all(below: root, isOfOthers: false))
  func corner(_ program: ProgramDescription) throws {
    try check(program)
  }

  /// Programs of others, from Debian's sources.
  @Test(arguments: ProgramDescription.all(below: root, isOfOthers: true))
  func realProgram(_ program: ProgramDescription) throws {
    try check(program)
  }

  /// Compares all runs of `program`.
  private func check(_ program: ProgramDescription) throws {
    let runner = try ProgramRunner(program)
    for run in program.cases {
      let native = try runner.runNatively(run)
      let image = try runner.runImage(run)
      #expect(native.status == run.status, "\(program.name)/\(run.name) natively: \(native.text)")
      #expect(image.status == run.status, "\(program.name)/\(run.name): \(image.text)")
      // What the image says of a fault has no counterpart natively.
      let printed = String(decoding: image.output, as: UTF8.self)
        .split(separator: "\n", omittingEmptySubsequences: false)
        .filter { !$0.hasPrefix("specialise: ") }.joined(separator: "\n")
      let isEqual = image.output == native.output || Data(printed.utf8) == native.output
      #expect(
        isEqual, "\(program.name)/\(run.name) printed \(image.text), natively \(native.text)")
      if let expected = run.stdout {
        let text = try Data(contentsOf: program.folder.appending(path: expected))
        #expect(image.output == text, "\(program.name)/\(run.name) printed \(image.text)")
      }
    }
  }
}
