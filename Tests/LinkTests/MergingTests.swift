import LLVM
import Link
import Model
import StageTestSupport
import Testing
import WholeProgram

/// What becomes of definitions when units are merged.
@Suite struct MergingTests {

  /// Links the units `texts` of LLVM's assembly language.
  private func link(_ texts: String...) throws -> Program {
    let workshop = try LinkWorkshop()
    let files = try texts.enumerated().map { number, text in
      try workshop.add(text, named: "unit\(number).ll")
    }
    return try workshop.link(files)
  }

  /// The function `name` of `program`.
  private func find(_ name: String, in program: Program) -> Function? {
    program.module.function(name)
  }

  /// The integer that the variable `name` of `program` holds.
  private func integer(_ name: String, in program: Program) -> UInt64? {
    program.module.variable(name)?.initialiser?.unsignedInteger
  }

  private let main = "define i32 @main() {\n ret i32 0\n}\n"

  @Test func commonGivesWayToStrong() throws {
    let common = "@x = common global i32 0\n"
    for texts in [[main + common, "@x = global i32 7\n"], ["@x = global i32 7\n", main + common]] {
      #expect(integer("x", in: try link(texts[0], texts[1])) == 7)
    }
  }

  @Test func largestCommonHolds() throws {
    let program = try link(
      main + "@x = common global [2 x i8] zeroinitializer\n",
      "@x = common global [9 x i8] zeroinitializer\n")
    #expect(program.module.variable("x")?.contentType.count == 9)
  }

  @Test func weakGivesWayToStrong() throws {
    let program = try link(main + "@x = weak global i32 1\n", "@x = global i32 2\n")
    #expect(integer("x", in: program) == 2)
  }

  @Test func firstOfWeakHolds() throws {
    let program = try link(main + "@x = weak global i32 1\n", "@x = weak global i32 2\n")
    #expect(integer("x", in: program) == 1)
  }

  @Test func machineCodeOverridesWeakBitcode() throws {
    let workshop = try LinkWorkshop()
    let program = try workshop.link([
      try workshop.add(
        """
        define weak void @f() {
          ret void
        }
        define i32 @main() {
          call void @f()
          ret i32 0
        }
        """, named: "main.ll"),
      try workshop.add(".globl f\nf: ret\n", named: "f.s"),
    ])
    #expect(find("f", in: program)?.isDeclaration == true)
    #expect(program.natives.count == 1)
  }

  @Test func everythingButRootsIsInternal() throws {
    let program = try link(
      """
      @data = global i32 1
      define void @f() { ret void }
      define i32 @main() {
        call void @f()
        %x = load i32, ptr @data
        ret i32 %x
      }
      """)
    #expect(program.module.function("f")?.isLocal == true)
    #expect(program.module.variable("data")?.isLocal == true)
    #expect(program.module.function("main")?.isLocal == false)
    #expect(program.roots.map(\.symbol) == ["main"])
  }

  @Test func localNamesOfTwoUnitsStayApart() throws {
    let unit = """
      @counter = internal global i32 NUMBER
      define i32 @NAME() {
        %x = load i32, ptr @counter
        ret i32 %x
      }
      """
    let program = try link(
      unit.replacing("NUMBER", with: "1").replacing("NAME", with: "main"),
      unit.replacing("NUMBER", with: "2").replacing("NAME", with: "other"))
    let values = program.module.variables.compactMap { $0.initialiser?.unsignedInteger }
    #expect(values.sorted() == [1, 2])
  }

  @Test func duplicatesAreErrors() throws {
    let failure = #expect(throws: DiagnosedFailure.self) {
      try link(main, main)
    }
    #expect(failure?.diagnostics.map(\.message) == ["duplicate symbol 'main'"])
  }

  @Test func allUndefinedSymbolsAreTold() throws {
    let failure = #expect(throws: DiagnosedFailure.self) {
      try link(
        """
        declare void @first()
        @second = external global i32
        @table = global ptr @second
        define i32 @main() {
          call void @first()
          ret i32 0
        }
        """)
    }
    let diagnostics = failure?.diagnostics ?? []
    #expect(
      diagnostics.map(\.message) == ["undefined symbol 'first'", "undefined symbol 'second'"])
    #expect(diagnostics.first?.notes.last == "used in 'main'")
    #expect(diagnostics.last?.notes.last == "used in 'table'")
  }
}
