import LLVM
import Model
import Specialise
import StageTestSupport
import Testing
import WholeProgram

/// Programs in which calls pass the same constants.
@Suite struct EntryTests {

  /// Entries are made where they pay and can be.
  @Test(arguments: StageTestFile.all(in: "Entries", besides: #filePath))
  func entry(_ test: StageTestFile) throws {
    let program = try test.link()
    program.shareArguments()
    #expect(throws: Never.self) { try program.module.verify() }
    for wish in test.wishes {
      #expect(wish.holds(in: program, liveBefore: []), "\(wish.text)")
    }
  }

  /// An entry belongs to the component of its function, and promises nothing of what calls do not pass.
  @Test func entriesKeepTheOrigin() throws {
    let tests = StageTestFile.all(in: "Entries", besides: #filePath)
    let test = try #require(tests.first { $0.name == "many-calls-alike.ll" })
    let program = try test.link()
    program.shareArguments()
    guard let function = program.module.function("report"),
      let entry = program.module.function("report.const")
    else {
      Issue.record("there is no entry")
      return
    }
    #expect(program.origin(of: entry) == program.origin(of: function))
    let decision = try #require(program.decisions.last)
    #expect(decision.verdict == .added && decision.symbol == "report.const")
    #expect(decision.reason.contains("4 of"))
    let calls = program.module.function("one")?.value.text ?? ""
    #expect(calls.contains("@report.const(i32 %first, ptr poison, i64 poison)"), "\(calls)")
  }
}
