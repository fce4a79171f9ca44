import Model
import Testing

/// Plain values, and how they read.
@Suite struct ModelTests {

  @Test func diagnosticsReadLikeACompilers() {
    let diagnostic = Diagnostic.error(
      at: Site("a.c", line: 3), "it is wrong", notes: ["one", "two"], recommendation: "mend it")
    #expect(
      diagnostic.description == """
        a.c:3: error: it is wrong
          note: one
          note: two
          recommendation: mend it
        """)
    #expect(Diagnostic(.warning, "odd").description == "specialise: warning: odd")
    #expect(Site("a.bc").description == "a.bc")
  }

  @Test func sizesAddUp() {
    var one = PartSizes()
    one.text = 5
    one.rodata = 7
    one.bss = 100
    var sum = one
    sum += one
    #expect(sum.text == 10)
    #expect(sum.file == 24)
    #expect(sum[.bss] == 200)
  }

  @Test func everyPartHasItsOwnCount() {
    for part in ByteMap.Part.allCases {
      var sizes = PartSizes()
      sizes[part] = 1
      #expect(ByteMap.Part.allCases.filter { sizes[$0] == 1 } == [part])
      #expect(sizes.file == (part == .bss ? 0 : 1))
    }
  }
}
