import LLVM
import Link
import Model
import StageTestSupport
import Testing
import WholeProgram

/// `syscall` instructions become calls of handlers.
@Suite struct SystemCallTests {

  /// The library OS: three handlers, each a unit of its own.
  private func library(in workshop: LinkWorkshop) throws -> String {
    let handlers = [(0, "read"), (1, "write"), (60, "exit")]
    let units = try handlers.map { number, name in
      try workshop.add(
        "define i64 @system_call_\(number)_\(name)(i32 %a, ptr %b) {\n  ret i64 0\n}\n",
        named: "\(name).ll")
    }
    return try workshop.archive(units, named: "libos.a")
  }

  /// What musl's `syscall2` compiles to.
  private let assembly =
    #"asm sideeffect "syscall", "={ax},{ax},{di},{si},~{rcx},~{r11},~{memory}""#

  /// Links a program whose functions are `text`.
  private func link(_ text: String) throws -> Program {
    let workshop = try LinkWorkshop()
    let main = try workshop.add(text.replacing("SYSCALL", with: assembly), named: "main.ll")
    return try workshop.link([main], libraries: [try library(in: workshop)])
  }

  /// The names of the functions that `caller` calls directly.
  private func callees(of caller: String, in program: Program) -> [String] {
    guard let function = program.module.function(caller) else { return [] }
    return function.blocks.flatMap { block in
      block.instructions.filter(\.isCall).map(\.callee.name)
    }
  }

  /// The numbers of the handlers in `program`.
  private func handlers(in program: Program) -> Set<String> {
    Set(program.module.functions.map(\.name).filter { $0.hasPrefix("system_call_") })
  }

  @Test func constantNumber() throws {
    let program = try link(
      """
      define i32 @main(i32 %n, ptr %p) {
        %wide = sext i32 %n to i64
        %r = call i64 SYSCALL(i64 1, i64 %wide, ptr %p)
        ret i32 0
      }
      """)
    #expect(callees(of: "main", in: program) == ["system_call_1_write"])
    #expect(handlers(in: program) == ["system_call_1_write"])
    #expect(program.systemCalls.map(\.number) == [1])
    #expect(program.assumptions.isEmpty)
  }

  @Test func constantNumberThroughWrappers() throws {
    let program = try link(
      """
      define internal i64 @raw(i64 %n, i64 %a, ptr %b) noinline optnone {
        %slot = alloca i64
        store i64 %n, ptr %slot
        %number = load i64, ptr %slot
        %r = call i64 SYSCALL(i64 %number, i64 %a, ptr %b)
        ret i64 %r
      }
      define internal i64 @cancellable(i64 %n, i64 %a, ptr %b) {
        %r = call i64 @raw(i64 %n, i64 %a, ptr %b)
        ret i64 %r
      }
      define i32 @main(i32 %n, ptr %p) {
        %r = call i64 @cancellable(i64 0, i64 1, ptr %p)
        ret i32 0
      }
      """)
    #expect(handlers(in: program) == ["system_call_0_read"])
    #expect(callees(of: "main", in: program).contains("system_call_0_read"))
    #expect(program.systemCalls.map(\.number) == [0])
    #expect(program.systemCalls.map(\.caller) == ["main"])
  }

  @Test func finiteSetOfNumbers() throws {
    let program = try link(
      """
      define i32 @main(i32 %n, ptr %p) {
        %is = icmp eq i32 %n, 1
        %number = select i1 %is, i64 0, i64 1
        %r = call i64 SYSCALL(i64 %number, i64 1, ptr %p)
        ret i32 0
      }
      """)
    #expect(handlers(in: program) == ["system_call_0_read", "system_call_1_write"])
    let dispatcher = try #require(callees(of: "main", in: program).first)
    let called = Set(callees(of: dispatcher, in: program))
    #expect(called == ["system_call_0_read", "system_call_1_write"])
    #expect(program.systemCalls.map(\.number) == [0, 1])
    #expect(program.assumptions.isEmpty)
  }

  @Test func unknownNumber() throws {
    let program = try link(
      """
      define i32 @main(i32 %n, ptr %p) {
        %number = sext i32 %n to i64
        %r = call i64 SYSCALL(i64 %number, i64 1, ptr %p)
        ret i32 0
      }
      """)
    #expect(handlers(in: program).count == 3)
    #expect(program.systemCalls.map(\.number) == [nil])
    #expect(program.assumptions.map(\.symbol) == ["main"])
  }

  @Test func numberFromFunctionWhoseAddressIsTaken() throws {
    let program = try link(
      """
      @hook = global ptr @raw
      define internal i64 @raw(i64 %n, ptr %b) {
        %r = call i64 SYSCALL(i64 %n, i64 0, ptr %b)
        ret i64 %r
      }
      define i32 @main(i32 %n, ptr %p) {
        %f = load ptr, ptr @hook
        %r = call i64 %f(i64 1, ptr %p)
        %s = call i64 @raw(i64 0, ptr %p)
        ret i32 0
      }
      """)
    #expect(handlers(in: program).count == 3)
    #expect(program.assumptions.count == 1)
  }

  @Test func unservedNumber() throws {
    let program = try link(
      """
      define i32 @main(i32 %n, ptr %p) {
        %r = call i64 SYSCALL(i64 167, i64 1, ptr %p)
        %result = trunc i64 %r to i32
        ret i32 %result
      }
      """)
    #expect(handlers(in: program).isEmpty)
    let use = try #require(program.systemCalls.first)
    #expect(use.number == 167)
    #expect(use.handler == nil)
    #expect(program.module.text.contains("-38"))
  }

  @Test func assemblyThatDoesMore() throws {
    let program = try link(
      """
      define i32 @main(i32 %n, ptr %p) {
        call void asm sideeffect "syscall; hlt", "{ax},~{memory}"(i64 1)
        ret i32 0
      }
      """)
    #expect(program.systemCalls.isEmpty)
    let warning = try #require(program.diagnostics.first)
    #expect(warning.level == .warning)
    #expect(warning.message.contains("'main'"))
  }
}
