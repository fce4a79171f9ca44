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
    program.shareArguments(from: 3)
    #expect(throws: Never.self) { try program.module.verify() }
    for wish in test.wishes {
      #expect(wish.holds(in: program, liveBefore: []), "\(wish.text)")
    }
  }

  /// Whether there are entries is what the sizes of the machine code say, without, with few and with all.
  @Test(arguments: [
    ([10, 11, 12], false), ([10, 9, 8], true), ([10, 9, 10], true), ([10, 10, 10], false),
  ])
  func entriesAreMeasured(sizes: [Int], areMade: Bool) throws {
    let tests = StageTestFile.all(in: "Entries", besides: #filePath)
    let program = try #require(tests.first { $0.name == "many-calls-alike.ll" }).link()
    let (count, text) = (program.decisions.count, program.module.text)
    var rest = sizes[...]
    program.shareArguments { rest.popFirst() }
    #expect(rest.isEmpty)
    #expect((program.module.function("report.const") != nil) == areMade)
    #expect((program.decisions.count > count) == areMade)
    #expect((program.module.text == text) == !areMade)
    #expect(throws: Never.self) { try program.module.verify() }
  }

  /// An entry belongs to the component of its function, and promises nothing of what calls do not pass.
  @Test func entriesKeepTheOrigin() throws {
    let tests = StageTestFile.all(in: "Entries", besides: #filePath)
    let test = try #require(tests.first { $0.name == "many-calls-alike.ll" })
    let program = try test.link()
    program.shareArguments(from: 3)
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
