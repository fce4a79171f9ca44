import Model
import Testing

@testable import Report

@Suite struct SizeReportTests {

  @Test func totalsEqualTheFile() {
    let report = Samples.report
    #expect(report.total(.specialised)?.file == report.image.bytes)
    #expect(report.total(.specialised)?.bss == 12_288)
    #expect(report.total(.everything)?.file == 800_000)
    #expect(SizeReport(Samples.facts).total(.lto) == nil)
  }

  @Test func symbolsAreTheLargestFirst() throws {
    let symbols = Samples.report.symbols
    #expect(symbols.prefix(3).map(\.symbol) == ["vfprintf", "fwrite", "memcpy"])
    #expect(symbols.map(\.bytes) == symbols.map(\.bytes).sorted(by: >))
    let buffer = try #require(symbols.first { $0.symbol == "buffer" })
    #expect(buffer.memoryOnlyBytes == 4096)
    #expect(buffer.part == .bss)
  }

  @Test func orderOfFactsDoesNotMatter() {
    var facts = Samples.facts
    facts.roots.reverse()
    facts.explanations.reverse()
    facts.systemCalls.reverse()
    #expect(SizeReport(facts) == SizeReport(Samples.facts))
  }

  @Test func pathsOfTheMachineAreLeftOut() {
    let report = Samples.report
    #expect(report.image.name == "hello.elf")
    #expect(report.inputs.map(\.name) == ["hello.bc", "lib/more.bc"])
  }

  @Test func componentsHaveTheirDescriptions() throws {
    let stdio = try #require(Samples.report.components.first { $0.component == "libc/stdio" })
    #expect(stdio.title == "Streams")
    #expect(stdio.lto?.text == 20_000)
    #expect(stdio.specialised.rodata == 48)
  }

  @Test func indirectCallsAreCounted() {
    let calls = Samples.report.indirectCalls
    #expect(calls.byAnalysis.sites == 4)
    #expect(calls.byAnalysis.withoutTarget == 1)
    #expect(calls.byAnalysis.withOneTarget == 2)
    #expect(calls.byAnalysis.mean == 2.75)
    #expect(calls.byAnalysis.median == 1)
    #expect(calls.byAnalysis.p90 == 9)
    #expect(calls.byAnalysis.most == 9)
    #expect(calls.bySignature.mean == 10.75)
    #expect(calls.bySignature.median == 4)
    #expect(SizeReport.IndirectCalls.Targets(Array(1...20)).p90 == 18)
    #expect(SizeReport.IndirectCalls.Targets([]).mean == 0)
  }

  @Test func componentsMakeATree() throws {
    let tree = SizeTree(Samples.report.components)
    let libc = try #require(tree.components.first)
    #expect(libc.name == "libc")
    #expect(libc.sizes[.specialised]?.file == 5692)
    #expect(libc.children.map(\.name) == ["stdio", "string", "(itself)"])
    #expect(tree.components.contains { $0.name == "arch/x86_64" && $0.children.isEmpty })
    #expect(tree.remainders.first?.name == "(headers)")
  }

  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ])
  func hashesAreThoseOfTheStandard(text: String, hash: String) {
    #expect(SHA256.hexadecimalDigest(of: Array(text.utf8)) == hash)
  }

  @Test func hashOfManyBytes() {
    // The standard's third example.
    let bytes = [UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000)
    #expect(
      SHA256.hexadecimalDigest(of: bytes)
        == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }
}
