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
