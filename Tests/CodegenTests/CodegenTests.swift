import Codegen
import LLVM
import Model
import StageTestSupport
import Testing
import WholeProgram

/// The module as machine code.
@Suite struct CodegenTests {

  /// The object of the program `text`.
  private func generate(_ text: String) throws -> ElfFile {
    let workshop = try LinkWorkshop()
    let program = try workshop.link([try workshop.add(text, named: "main.ll")])
    let machine = try TargetMachine(triple: "x86_64-unknown-linux-musl")
    return try ElfFile(try program.generateCode(for: machine))
  }

  @Test func eachSymbolHasASection() throws {
    let file = try generate(
      """
      @data = global i32 1
      @zero = global [9 x i8] zeroinitializer
      @own = global i32 3, section "own_section"
      define void @f() { ret void }
      define i32 @main() {
        call void @f()
        %a = load volatile i32, ptr @data
        %b = load volatile i8, ptr @zero
        %c = load volatile i32, ptr @own
        ret i32 %a
      }
      """)
    let names = Set(file.sections.map(\.name))
    #expect(names.isSuperset(of: [".text.f", ".text.main", ".data.data", ".bss.zero"]))
    #expect(names.contains("own_section"))
  }

  @Test func functionsShareHowTheyReturn() throws {
    // Each saves six registers, and so ends as all others do.
    let registers = ["rbx", "rbp", "r12", "r13", "r14", "r15"].map { "~{\($0)}" }
    let functions = (0..<8).map { number in
      """
      define i64 @f\(number)() noinline minsize optsize nounwind {
        call void asm sideeffect ".byte \(number)", "\(registers.joined(separator: ","))"()
        ret i64 \(number)
      }
      """
    }
    let calls = (0..<8).map { "call i64 @f\($0)()" }
    let file = try generate(
      """
      \(functions.joined(separator: "\n"))
      define i32 @main() {
        \(calls.joined(separator: "\n"))
        ret i32 0
      }
      """)
    let shared = try #require(file.symbols.first { $0.name.hasPrefix("SHARED_RETURN") })
    let end = file.sections[shared.section!].contents
    #expect(file.bytes[end].last == 0xc3)
    let users = file.sections.filter { section in
      section.kind == 4
        && (try? file.relocations(in: section))?.contains {
          file.symbols[$0.symbol].section == shared.section
        } == true
    }
    #expect(users.count >= 2)
  }

  @Test func jumpTablesHaveShortEntries() throws {
    let cases = (0..<24).map { "i32 \($0), label %l\($0)" }.joined(separator: " ")
    let blocks = (0..<24).map {
      "l\($0):\n  call void asm sideeffect \".byte \($0)\", \"\"()\n  ret i32 \($0 * 7 % 5)"
    }
    let file = try generate(
      """
      define i32 @main(i32 %n) minsize optsize {
        switch i32 %n, label %l0 [ \(cases) ]
      \(blocks.joined(separator: "\n"))
      }
      """)
    let table = try #require(file.sections.first { $0.name == ".rodata.main" })
    // The first case is the default.
    #expect(table.size == 23 * 4)
  }

  @Test func theProgramStaysAsItWas() throws {
    let workshop = try LinkWorkshop()
    let program = try workshop.link([
      try workshop.add(
        """
        define i32 @main(ptr %f) {
          call void %f() [ "kcfi"(i32 5) ]
          ret i32 0
        }
        """, named: "main.ll")
    ])
    let machine = try TargetMachine(triple: "x86_64-unknown-linux-musl")
    let before = program.module.text
    let one = try program.generateCode(for: machine)
    #expect(program.module.text == before)
    #expect(try program.generateCode(for: machine) == one)
  }

  @Test func wrongAssemblyIsTheUsers() throws {
    let failure = #expect(throws: AssemblyProblems.self) {
      try generate(
        """
        define i32 @main() {
          call void asm sideeffect "frobnicate %eax", ""(), !srcloc !0
          ret i32 0
        }
        !0 = !{i64 42}
        """)
    }
    let problem = failure?.problems.first
    #expect(problem?.text == "frobnicate %eax")
    #expect(problem?.function == "main")
    #expect(problem?.lines.joined().contains("frobnicate") == true)
  }

  @Test func impossibleConstraintIsTheUsers() {
    let failure = #expect(throws: AssemblyProblems.self) {
      try generate(
        """
        define i32 @main(i32 %n) {
          call void asm sideeffect "", "i"(i32 %n)
          ret i32 0
        }
        """)
    }
    #expect(failure?.problems.first?.lines.first?.contains("constraint 'i'") == true)
  }
}
