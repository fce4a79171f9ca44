import LLVM
import Model
import StageTestSupport
import TestSupport
import Testing
import WholeProgram

@testable import Link

/// Which archive members take part: as a linker takes them.
@Suite struct ExtractionTests {

  /// The names of the functions that `program` defines.
  private func functions(_ program: Program) -> Set<String> {
    Set(program.module.functions.filter { !$0.isDeclaration }.map(\.name))
  }

  /// Makes units of bitcode in `workshop`, each with one function `NAME` that calls others.
  private func units(
    _ calls: [(String, [String])], in workshop: LinkWorkshop, suffix: String = ""
  ) throws -> [String] {
    try calls.map { name, callees in
      let declarations = callees.map { "declare void @\($0)()\n" }.joined()
      let body = callees.map { "  call void @\($0)()\n" }.joined()
      return try workshop.add(
        "\(declarations)define void @\(name)() {\n\(body)  ret void\n}\n",
        named: "\(name)\(suffix).ll")
    }
  }

  @Test(arguments: ["rcs", "rcsT", "rcS", "rcST"])
  func onlyNeededMembers(options: String) throws {
    let workshop = try LinkWorkshop()
    let main = try units([("main", ["a"])], in: workshop)
    let members = try units([("a", ["b"]), ("b", []), ("c", [])], in: workshop)
    let archive = try workshop.archive(members, named: "lib.a", options: options)
    let program = try workshop.link(main + [archive])
    #expect(functions(program) == ["main", "a", "b"])
    let files = workshop.dependencies.map { $0.dropFirst(workshop.path.count + 1) }
    #expect(files.contains("lib.a") != options.contains("T"))
    #expect(files.contains("b.bc") == options.contains("T"))
    #expect(!files.contains("c.bc"))
  }

  @Test func archivesBeforeTheirUsers() throws {
    let workshop = try LinkWorkshop()
    let archive = try workshop.archive(try units([("a", [])], in: workshop), named: "lib.a")
    let main = try units([("main", ["a"])], in: workshop)
    #expect(functions(try workshop.link([archive] + main)) == ["main", "a"])
  }

  @Test func firstArchiveWins() throws {
    let workshop = try LinkWorkshop()
    let main = try units([("main", ["a"])], in: workshop)
    let first = try units([("a", ["from_first"]), ("from_first", [])], in: workshop)
    let second = try units(
      [("a", ["from_second"]), ("from_second", [])], in: workshop, suffix: "-2")
    let archives = [
      try workshop.archive(first, named: "1.a"), try workshop.archive(second, named: "2.a"),
    ]
    #expect(functions(try workshop.link(main + archives)).contains("from_first"))
    #expect(
      functions(try workshop.link(main + archives.reversed())).contains("from_second"))
  }

  @Test func applicationBeforeLibrary() throws {
    let workshop = try LinkWorkshop()
    let main = try units([("main", ["a"])], in: workshop)
    let own = try units([("a", ["own"]), ("own", [])], in: workshop)
    let other = try units([("a", ["other"]), ("other", [])], in: workshop, suffix: "-2")
    let program = try workshop.link(
      main + [try workshop.archive(own, named: "1.a")],
      libraries: [try workshop.archive(other, named: "2.a")])
    #expect(functions(program) == ["main", "a", "own"])
  }

  @Test func weakReferencesExtractNothing() throws {
    let workshop = try LinkWorkshop()
    let main = try workshop.add(
      """
      declare extern_weak void @flush()
      define i32 @main() {
        %there = icmp ne ptr @flush, null
        br i1 %there, label %yes, label %no
      yes:
        call void @flush()
        br label %no
      no:
        ret i32 0
      }
      """, named: "main.ll")
    let members = try units([("flush", []), ("write", ["flush"])], in: workshop)
    let archive = try workshop.archive(members, named: "lib.a")
    #expect(functions(try workshop.link([main, archive])) == ["main"])
    // Another reference that is not weak gives the weak one its target.
    let user = try units([("user", ["write"])], in: workshop)
    let program = try workshop.link([main, archive] + user)
    #expect(functions(program) == ["main", "user", "write", "flush"])
  }

  @Test func definedSymbolsExtractNothing() throws {
    let workshop = try LinkWorkshop()
    let units = try units([("main", ["a"]), ("a", [])], in: workshop)
    let member = try workshop.add(
      "define void @a() {\n ret void\n}\ndefine void @more() {\n ret void\n}", named: "a-2.ll")
    let program = try workshop.link(units + [try workshop.archive([member], named: "lib.a")])
    #expect(functions(program) == ["main", "a"])
  }

  @Test func membersOfMachineCode() throws {
    let workshop = try LinkWorkshop()
    let main = try units([("main", ["a"])], in: workshop)
    let members = [
      try workshop.add(".globl a\na: jmp b\n", named: "a.s"),
      try units([("b", ["c"]), ("c", [])], in: workshop)[0],
      try workshop.add(".globl d\nd: ret\n", named: "d.s"),
    ]
    let c = try units([("c", [])], in: workshop)
    let archive = try workshop.archive(members + c, named: "lib.a")
    let program = try workshop.link(main + [archive])
    #expect(functions(program) == ["main", "b", "c"])
    #expect(program.natives.map(\.name) == ["\(workshop.path)/lib.a(a.o)"])
    #expect(program.roots.contains { $0.symbol == "b" && $0.reason == .nativeObject })
  }

  /// A source of numbers that look random and are the same each time.
  private struct Numbers {
    /// The state.
    var state: UInt64
    /// The next number below `bound`.
    mutating func next(below bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
  }

  /// Random archives of machine code extract what `ld.lld` extracts.
  @Test(arguments: 1...6)
  func asLinkerDoes(seed: Int) throws {
    var numbers = Numbers(state: UInt64(seed))
    let workshop = try LinkWorkshop()
    let count = 10
    var members: [String] = []
    for member in 0..<count {
      var text = ".globl f\(member)\nf\(member):\n"
      // Each member may define what another defines, too, and weakly.
      if numbers.next(below: 3) == 0 {
        text = ".weak g\(numbers.next(below: 4))\n" + text
        text += "g\(numbers.next(below: 4)):\n"
      }
      for _ in 0..<numbers.next(below: 3) {
        let callee = "\(numbers.next(below: 4) == 0 ? "g" : "f")\(numbers.next(below: 4) + member)"
        let isWeak = numbers.next(below: 3) == 0
        text += (isWeak ? ".weak \(callee)\n" : "") + ".quad \(callee)\n"
      }
      members.append(try workshop.add(text, named: "m\(member).s"))
    }
    let half = count / 2
    let archives = [
      try workshop.archive(Array(members[..<half]), named: "1.a"),
      try workshop.archive(Array(members[half...]), named: "2.a"),
    ]
    let start = try workshop.add(
      ".globl main\nmain:\n.quad f\(numbers.next(below: count))\n.quad f\(numbers.next(below: count))\n",
      named: "main.s")
    let linked = try Command.run(
      "/usr/bin/env",
      [
        "ld.lld-22", "--trace", "-e", "main", "--unresolved-symbols=ignore-all", "-o", "/dev/null",
        start,
      ] + archives)
    try #require(linked.status == 0, "\(linked.errors)")
    let script = try workshop.add("ENTRY(main)\n", named: "layout.ld")
    let resolution = try Resolution(
      Inputs(
        LinkRequest(
          applicationFiles: [start] + archives, libraryArchives: [], supportArchives: [],
          linkerScript: script, objectFolder: "objects", componentOfSource: { _ in "" })),
      scriptSymbols: [])
    let ours = Set(resolution.units.map(\.name))
    let theirs = Set(linked.output.split(separator: "\n").map(String.init))
    #expect(ours == theirs)
  }
}
