import LLVM
import Testing

/// The wrapper over libLLVM.
@Suite struct LLVMTests {

  /// A module with a table of structures.
  private let text = """
    target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
    target triple = "x86_64-unknown-linux-musl"
    %record = type { i8, i32, ptr }
    @table = constant [2 x %record] [%record { i8 1, i32 2, ptr @f }, %record { i8 3, i32 4, ptr null }]
    @text = constant [3 x i8] c"ab\\00"
    @other = alias void (), ptr @f
    define void @f() {
      ret void
    }
    define i32 @main(i32 %n, ...) noinline "key"="value" {
      %a = getelementptr [2 x %record], ptr @table, i64 0, i64 1, i32 2
      %b = load ptr, ptr %a
      call void %b()
      call void @f() [ "kcfi"(i32 77) ]
      %c = call i32 asm "nop", "={ax},{di},~{memory}"(i32 %n), !srcloc !0
      switch i32 %n, label %x [ i32 1, label %y ]
    x:
      ret i32 0
    y:
      unreachable
    }
    !0 = !{i64 1234}
    """

  /// Calls `body` with the module.
  private func withModule(_ body: (borrowing Module) throws -> Void) throws {
    try body(try Module(text: text, in: Context()))
  }

  /// The instructions of `main`.
  private func instructions(of module: borrowing Module) -> [Instruction] {
    module.function("main")?.blocks.flatMap { Array($0.instructions) } ?? []
  }

  @Test func functionsAndVariables() throws {
    try withModule { module in
      #expect(module.functions.map(\.name) == ["f", "main"])
      #expect(module.variables.map(\.name) == ["table", "text"])
      #expect(module.aliases.map(\.target.name) == ["f"])
      let main = module.function("main")
      #expect(main?.signature.isVariadic == true)
      #expect(main?.hasAttribute("noinline") == true)
      #expect(main?.attribute("key") == "value")
      #expect(main?.attribute("none") == nil)
      #expect(module.variable("text")?.initialiser?.bytes == Array("ab\0".utf8))
    }
  }

  @Test func offsetsAndLoads() throws {
    try withModule { module in
      let pointer = instructions(of: module)[0]
      #expect(pointer.operation == .getElementPointer)
      #expect(module.constantOffset(of: pointer.value) == 32 - 8)
      let table = module.variable("table")?.initialiser
      let type = module.context.pointerType
      #expect(table.flatMap { module.load(type, from: $0, at: 8) }?.name == "f")
      #expect(table.flatMap { module.load(type, from: $0, at: 24) }?.kind == .null)
      let word = module.context.integerType(32)
      #expect(table.flatMap { module.load(word, from: $0, at: 20) }?.unsignedInteger == 4)
    }
  }

  @Test func callsAndAssembly() throws {
    try withModule { module in
      let calls = instructions(of: module).filter(\.isCall)
      #expect(calls.map(\.argumentCount) == [0, 0, 1])
      #expect(calls[1].prototypeHash == 77)
      #expect(calls[0].prototypeHash == nil)
      #expect(calls[2].assembly == "nop")
      #expect(calls[2].assemblyConstraints == "={ax},{di},~{memory}")
      #expect(calls[2].assemblyNumber == 1234)
      module.stripPrototypeHashes()
      #expect(instructions(of: module).allSatisfy { !$0.isCall || $0.prototypeHash == nil })
    }
  }

  @Test func bitcodeKeepsEverything() throws {
    try withModule { module in
      let bytes = module.bitcode
      try bytes.withUnsafeBytes { bytes in
        #expect(FileKind(of: bytes) == .bitcode)
        #expect(producer(ofBitcode: bytes) == "LLVM\(libraryVersion)")
        #expect(try moduleCount(ofBitcode: bytes) == 1)
        let copy = try Module(bitcode: bytes, named: "copy", in: Context())
        #expect(copy.functions.map(\.name) == ["f", "main"])
        #expect(copy.text.contains("@table"))
      }
    }
  }

  @Test func symbolTable() throws {
    try withModule { module in
      try module.bitcode.withUnsafeBytes { bytes in
        let table = try SymbolTable(of: bytes, named: "unit")
        #expect(Set(table.symbols.map(\.name)) == ["table", "text", "other", "f", "main"])
        let isWhole = table.symbols.allSatisfy { $0.isStrongDefinition }
        #expect(isWhole)
        #expect(table.triple == "x86_64-unknown-linux-musl")
      }
    }
  }

  @Test func verifierFindsMistakes() throws {
    let good = try Module(text: "define void @f() {\n ret void\n}", in: Context())
    try good.verify()
    let bad = try Module(
      text: "define void @f() {\n br label %x\nx:\n br label %x, !llvm.loop !0\n}\n!0 = !{i32 1}",
      in: Context())
    #expect(throws: Failure.self) { try bad.verify() }
  }

  @Test func textErrorsAreThrown() {
    #expect(throws: Failure.self) { _ = try Module(text: "define nonsense", in: Context()) }
  }

  @Test(arguments: [
    ("!<arch>\n", FileKind.archive), ("!<thin>\n", .thinArchive), ("; ModuleID = 'x'", .textIR),
    ("int main", .unknown), ("", .unknown), ("MZ", .unknown),
  ])
  func kinds(start: String, kind: FileKind) {
    #expect(Array(start.utf8).withUnsafeBytes { FileKind(of: $0) } == kind)
  }

  @Test func initialisersOfAnotherType() throws {
    try withModule { module in
      let context = module.context
      let found = module.variable("text")
      let variable = try #require(found)
      let new = variable.replacing(initialiser: context.integer(5, bits: 64))
      #expect(new.name == "text")
      #expect(new.initialiser?.unsignedInteger == 5)
      #expect(module.size(of: new.contentType) == 8)
    }
  }

  @Test func keptGlobalsSurvive() throws {
    let module = try Module(
      text: """
        target triple = "x86_64-unknown-linux-musl"
        @kept = internal global i32 1
        @dropped = internal global i32 2
        """, in: Context())
    let found = module.variable("kept")
    let kept = try #require(found)
    module.keep([kept.value])
    try module.run("globaldce", for: TargetMachine(triple: module.triple))
    #expect(module.variable("kept") != nil)
    #expect(module.variable("dropped") == nil)
  }

  /// LLVM finds the records after a block's last instruction by the block's address, which a new block
  /// may have again.
  @Test func newBlocksInheritNoDebugRecords() throws {
    let text = """
      define void @f(i32 %n) !dbg !4 {
          #dbg_value(i32 %n, !7, !DIExpression(), !8)
        ret void, !dbg !8
      }
      !llvm.dbg.cu = !{!0}
      !llvm.module.flags = !{!2}
      !0 = distinct !DICompileUnit(language: DW_LANG_C11, file: !1, emissionKind: FullDebug)
      !1 = !DIFile(filename: "a.c", directory: "")
      !2 = !{i32 2, !"Debug Info Version", i32 3}
      !3 = !DISubroutineType(types: !{null})
      !4 = distinct !DISubprogram(name: "f", scope: !1, file: !1, line: 1, type: !3, unit: !0)
      !6 = !DIBasicType(name: "int", size: 32, encoding: DW_ATE_signed)
      !7 = !DILocalVariable(name: "n", arg: 1, scope: !4, file: !1, line: 1, type: !6)
      !8 = !DILocation(line: 1, scope: !4)
      """
    let context = Context()
    let module = try Module(text: text, in: context)
    guard let function = module.function("f") else {
      Issue.record("the function is not there")
      return
    }
    function.eraseBody()
    for _ in 0..<64 {
      Builder(atEndOf: function.appendBlock(in: context), in: context).unreachable()
    }
    #expect(module.text.contains("define void @f"))
    #expect(!module.text.contains("#dbg_"), "\(module.text)")
  }
}
