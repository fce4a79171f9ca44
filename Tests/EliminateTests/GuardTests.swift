import Analyse
import LLVM
import Model
import Specialise
import TestSupport
import Testing
import WholeProgram

/// Guards: beliefs that are true leave a program as it was, and each false one is found where it is
/// contradicted, with what was believed.
///
/// The program runs on this machine; the report of guard N exits with 100 + N.
@Suite struct GuardTests {

  /// Calls `two` out of a table, compares the result, and ends with 7 if it is run without arguments.
  private static let text = """
    declare void @exit(i32)
    define void @guard_report(i64 %number) noinline noreturn {
      %low = trunc i64 %number to i32
      %status = add i32 %low, 100
      call void @exit(i32 %status)
      unreachable
    }
    @table = internal constant [2 x ptr] [ptr @one, ptr @two]
    @kept = internal global ptr null
    define internal i32 @one(i32 %x) {
      ret i32 1
    }
    define internal i32 @two(i32 %x) {
      %y = add i32 %x, 1
      ret i32 %y
    }
    define i32 @main(i32 %argc, ptr %argv) {
    entry:
      %index = sext i32 %argc to i64
      %slot = getelementptr ptr, ptr @table, i64 %index
      %function = load ptr, ptr %slot
      store ptr %function, ptr @kept
      %result = call i32 %function(i32 %argc)
      switch i32 %result, label %other [
        i32 2, label %two
        i32 3, label %three
      ]
    two:
      %loaded = load ptr, ptr @kept
      %isSame = icmp eq ptr %loaded, %function
      %sum = add nsw i32 %argc, 2147483647
      %isLarge = icmp sgt i32 %sum, 0
      %isEither = select i1 %isSame, i1 true, i1 %isLarge
      %status = select i1 %isEither, i32 7, i32 8
      ret i32 %status
    three:
      ret i32 3
    other:
      ret i32 9
    }
    """

  /// Where code starts and ends, under the names of the images' layout.
  private static let ends =
    "-Wl,--defsym=__text_start=__executable_start,--defsym=__text_end=etext"

  /// Returns the function called `name`.
  private func function(_ name: String, in program: Program) throws -> Function {
    let function = program.module.function(name)
    return try #require(function)
  }

  /// Returns the instruction of `main` with the operation `operation`, the first or a later one.
  private func instruction(
    _ operation: Operation, _ position: Int = 0, in program: Program
  ) throws -> Instruction {
    let all = try function("main", in: program).blocks.flatMap {
      $0.instructions.filter { $0.operation == operation }
    }
    return try #require(all.dropFirst(position).first)
  }

  /// Guards what `lie` says besides what is true, and runs the program; returns its status and the
  /// beliefs that were guarded.
  private func run(
    unread: [String: Set<Int>] = [:],
    _ lie: (Program, inout Findings, inout [String: Bool]) throws -> Void
  ) throws -> (status: Int32, beliefs: [GuardedBelief]) {
    let program = Program(in: Context())
    program.module = try Module(text: Self.text, in: program.context)
    program.roots = ["main", "guard_report"].map { Root(symbol: $0, reason: .keepRule) }
    let index = SymbolIndex(of: program.module)
    var findings = Findings()
    var live: [String: Bool] = [:]
    try lie(program, &findings, &live)
    let ids = (0..<Symbol.ID(index.count))
    let slots = ids.compactMap { id in unread[index.name(id)].map { (id, $0) } }
    let analysis = Analysis(
      index: index, isLive: ids.map { live[index.name($0)] ?? true },
      unreadSlots: Dictionary(uniqueKeysWithValues: slots), reasons: ReasonGraph(),
      indirectCalls: [], findings: findings)
    program.guardBeliefs(of: analysis, round: 1)
    #expect(throws: Never.self) { try program.module.verify() }
    let folder = try TemporaryFolder()
    try folder.write(program.module.bitcode, to: "main.bc")
    let linked = try Command.run(
      "/usr/bin/env",
      [
        "clang-22", "-Wno-override-module", "-fuse-ld=lld", "-no-pie", Self.ends,
        "\(folder.path)/main.bc", "-o", "\(folder.path)/main",
      ])
    #expect(linked.status == 0, "\(linked.errors)")
    let result = try Command.run("\(folder.path)/main", [])
    return (result.status, program.guards)
  }

  @Test func trueBeliefsChangeNothing() throws {
    let (status, beliefs) = try run(unread: ["table": [0]]) { program, findings, live in
      live["one"] = false
      let call = try instruction(.call, in: program)
      let target = try function("two", in: program)
      findings.callTargets = [(call, [target])]
      findings.constants = [
        (call.value, .integer(2)), (call.callee, .address(target.value, offset: 0)),
      ]
      let choice = try instruction(.switch, in: program)
      findings.deadEdges = [(choice, 0), (choice, 2)]
      findings.deadStarts = choice.successors.indices.filter { $0 != 1 }
        .compactMap { choice.successors[$0].firstNonPhi }
    }
    #expect(status == 7)
    #expect(beliefs.count >= 7)
  }

  @Test func aValueIsAnother() throws {
    let (status, beliefs) = try run { program, findings, _ in
      findings.constants = [(try instruction(.call, in: program).value, .integer(3))]
    }
    #expect(status == 100)
    #expect(beliefs[0].belief == "what the call returns is always 3")
    #expect(beliefs[0].symbol == "main")
  }

  @Test func anArgumentIsAnother() throws {
    let (status, beliefs) = try run { program, findings, _ in
      let main = try function("main", in: program)
      findings.constants = [(main.parameters[0], .integer(2))]
    }
    #expect(status == 100)
    #expect(beliefs[0].belief == "argument 1 is always 2")
  }

  @Test func whatIsPoisonIsNotCompared() throws {
    let (status, beliefs) = try run { program, findings, _ in
      findings.constants = [(try instruction(.integerCompare, 1, in: program).value, .integer(1))]
    }
    #expect(status == 7)
    #expect(beliefs.isEmpty)
  }

  @Test func aCallReachesAnotherFunction() throws {
    for targets in [["one"], ["one", "main"], []] {
      let (status, beliefs) = try run { program, findings, _ in
        let functions = targets.compactMap { program.module.function($0) }
        findings.callTargets = [(try instruction(.call, in: program), functions)]
      }
      #expect(status == 100)
      #expect(beliefs[0].belief.contains(targets.joined(separator: ", ")))
    }
  }

  @Test func aCallOfNullIsTheProgramsFault() throws {
    let (status, _) = try run { program, findings, _ in
      let call = try instruction(.call, in: program)
      call.setCallee(program.context.null)
      findings.callTargets = [(call, [])]
      #expect(!call.function.hasAttribute("null_pointer_is_valid"))
    }
    // It dies of it, and no guard fires.
    #expect(status != 100 && status != 7)
  }

  @Test func aCallOfDataIsTheProgramsFault() throws {
    let (status, _) = try run { program, findings, _ in
      let call = try instruction(.call, in: program)
      let table = program.module.variable("table")
      call.setCallee(try #require(table).value)
      findings.callTargets = [(call, [])]
    }
    // It dies of it, and no guard fires.
    #expect(status != 100 && status != 7)
  }

  @Test func anEdgeIsTaken() throws {
    let (status, beliefs) = try run { program, findings, _ in
      findings.deadEdges = [(try instruction(.switch, in: program), 1)]
    }
    #expect(status == 100)
    #expect(beliefs[0].belief == "2 never arrives")
  }

  @Test func whatNeverRunsRuns() throws {
    for isBlock in [true, false] {
      let (status, beliefs) = try run { program, findings, _ in
        let call = try instruction(.call, in: program)
        let block = try instruction(.switch, in: program).successors[1]
        findings.deadStarts = [try #require(isBlock ? block.firstNonPhi : call.next)]
      }
      #expect(status == 100)
      #expect(beliefs[0].reason.contains(isBlock ? "branch" : "return"))
    }
  }

  @Test func aDeadFunctionIsCalled() throws {
    let (status, beliefs) = try run { _, _, live in live["two"] = false }
    #expect(status == 100)
    #expect(beliefs[0].belief == "nothing calls 'two'")
  }

  @Test func anUnreadPointerIsUsed() throws {
    let (status, beliefs) = try run(unread: ["table": [8]]) { _, _, _ in }
    // A jump to where nothing is mapped: a signal ends the interpreter.
    #expect(status > 100)
    #expect(beliefs[0].belief == "nothing reads the pointer at offset 8 of 'table', 'two'")
  }

  @Test func anUnreadStoreIsRead() throws {
    let (status, beliefs) = try run { program, findings, _ in
      findings.deadStores = [try instruction(.store, in: program)]
    }
    #expect(status == 8)
    #expect(beliefs[0].belief == "nothing reads the pointer that is stored here")
  }
}
