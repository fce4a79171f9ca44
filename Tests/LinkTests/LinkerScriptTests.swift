import Testing

@testable import Link

/// The names in linker scripts.
@Suite struct LinkerScriptTests {

  @Test func assignmentsDefine() {
    let script = LinkerScript(
      text: "SECTIONS { . = 0x1000; __start = .; PROVIDE(end = .); PROVIDE_HIDDEN(_end = .); }")
    #expect(script.defined == ["__start", "end", "_end"])
    #expect(script.referenced.isEmpty)
  }

  @Test func expressionsRefer() {
    let script = LinkerScript(
      text: """
        ENTRY(boot)
        EXTERN(one two, three)
        SECTIONS {
          .text : { *(.text .text.*) KEEP(*(.vectors)) }
          limit = base + SIZEOF(.text);
          ASSERT(limit < other, "too large: see /* nothing */ here")
        }
        /* comment = ignored; */
        """)
    #expect(script.defined == ["limit"])
    #expect(script.referenced == ["boot", "one", "two", "three", "base", "other"])
  }

  @Test func comparisonsDefineNothing() {
    let script = LinkerScript(text: "ASSERT(here == there, \"no\")")
    #expect(script.defined.isEmpty)
    #expect(script.referenced == ["here", "there"])
  }
}

/// Names that are almost others.
@Suite struct MisspellingTests {

  @Test(arguments: [
    ("prinft", "printf"), ("malloo", "malloc"), ("mallocc", "malloc"), ("maloc", "malloc"),
    ("xprintf", "printf"), ("print", "printf"),
  ])
  func oneMistake(word: String, name: String) {
    #expect(isMisspelt(word, for: name))
  }

  @Test(arguments: [
    ("printf", "printf"), ("tan", "tanh"), ("sprintg", "printf"), ("", "puts"), ("abcd", "badc"),
  ])
  func noneOrMore(word: String, name: String) {
    #expect(!isMisspelt(word, for: name))
  }
}
