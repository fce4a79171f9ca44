import LLVM
import Link
import Model
import StageTestSupport
import Testing
import WholeProgram

/// Every definition knows its component, file and line.
@Suite struct StampTests {

  /// A unit with debug information, made of `FILE`.
  private let unit = """
    source_filename = "FILE"
    @value = global i32 1, !dbg !8
    define void @NAME() !dbg !5 { ret void }
    !llvm.dbg.cu = !{!0}
    !llvm.module.flags = !{!3}
    !0 = distinct !DICompileUnit(language: DW_LANG_C11, file: !1, emissionKind: FullDebug, globals: !2)
    !1 = !DIFile(filename: "FILE", directory: "/somewhere")
    !2 = !{!8}
    !3 = !{i32 2, !"Debug Info Version", i32 3}
    !4 = !DISubroutineType(types: !{null})
    !5 = distinct !DISubprogram(name: "NAME", scope: !1, file: !1, line: 12, type: !4, unit: !0, spFlags: DISPFlagDefinition)
    !6 = !DIBasicType(name: "int", size: 32, encoding: DW_ATE_signed)
    !7 = distinct !DIGlobalVariable(name: "value", scope: !0, file: !1, line: 7, type: !6, isDefinition: true)
    !8 = !DIGlobalVariableExpression(var: !7, expr: !DIExpression())
    """

  /// The unit of `file` with the function `name`.
  private func unit(of file: String, defining name: String) -> String {
    unit.replacing("FILE", with: file).replacing("NAME", with: name)
      .replacing("value", with: "value_of_\(name)")
  }

  @Test func applicationAndLibrary() throws {
    let workshop = try LinkWorkshop()
    let main = try workshop.add(
      """
      source_filename = "app.c"
      declare void @helper()
      define i32 @main() {
        call void @helper()
        ret i32 0
      }
      """, named: "app.ll")
    let helper = try workshop.add(
      unit(of: "runtime/thing/helper.c", defining: "helper"), named: "helper.ll")
    let program = try workshop.link(
      [main], libraries: [try workshop.archive([helper], named: "lib.a")],
      componentOfSource: { $0.hasPrefix("runtime/thing/") ? "thing" : "unknown" })
    let origins = program.origins
    #expect(origins["main"] == Origin(component: "application", site: Site("app.c")))
    let site = Site("runtime/thing/helper.c", line: 12)
    #expect(origins["helper"] == Origin(component: "thing", site: site))
    #expect(origins["value_of_helper"]?.component == "thing")
    #expect(origins["value_of_helper"]?.site.line == 7)
  }

  @Test func whatStagesMakeIsTheCompilers() throws {
    let workshop = try LinkWorkshop()
    let main = try workshop.add("define i32 @main() {\n ret i32 0\n}\n", named: "main.ll")
    let program = try workshop.link([main])
    _ = program.module.addVariable("made", holding: program.context.integer(1, bits: 8))
    #expect(program.origins["made"]?.component == Origin.compiler)
  }
}
