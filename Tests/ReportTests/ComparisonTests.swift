import Model
import Testing

@testable import Report

@Suite struct ComparisonTests {

  /// The sample, without `fwrite`, and with a function that is reached through another new one.
  private var changed: SizeReport {
    var regions: [ByteMap.Region] = []
    func append(_ length: Int, _ label: ByteMap.Label) {
      let start = regions.last.map { $0.start + $0.length } ?? 0
      regions.append(.init(start: start, length: length, label: label))
    }
    for region in Samples.map.regions where region.label.symbol != "fwrite" {
      let isLarger = region.label.symbol == "main"
      append(region.length + (isLarger ? 10 : 0), region.label)
    }
    for name in ["strtod", "scan"] {
      append(
        name == "scan" ? 40 : 2000,
        .init(.function, part: .text, component: "libc/stdlib", symbol: name))
    }
    var facts = Samples.facts
    let size = regions.last.map { $0.start + $0.length } ?? 0
    facts.map = ByteMap(fileSize: size, regions: regions, memory: [])
    facts.explanations += [
      .init(symbol: "strtod", step: "call", from: "scan", site: Site("strtod.c", line: 1)),
      .init(symbol: "scan", step: "call", from: "main", site: Site("src/main.c", line: 7)),
    ]
    facts.roots.removeAll { $0.symbol == "memcpy" }
    return SizeReport(facts)
  }

  @Test func equalReportsHaveNoDifference() {
    let comparison = Comparison(from: Samples.report, to: Samples.report)
    #expect(comparison.components.isEmpty)
    #expect(comparison.symbols.isEmpty)
    #expect(comparison.newRoots.isEmpty)
    #expect(comparison.oldRoots.isEmpty)
    #expect(ComparisonView(comparison).text.contains("+0") == false)
  }

  @Test func differencesAddUp() {
    let comparison = Comparison(from: Samples.report, to: changed)
    let difference = comparison.newBytes - comparison.oldBytes
    #expect(comparison.components.map(\.difference).reduce(0, +) == difference)
    #expect(comparison.symbols.map(\.difference).reduce(0, +) == difference)
    #expect(comparison.symbols.map(\.name) == ["strtod", "fwrite", "scan", "main"])
    #expect(comparison.oldRoots.map(\.symbol) == ["memcpy"])
  }

  @Test func newSymbolsTellWhatLetThemIn() {
    let comparison = Comparison(from: Samples.report, to: changed)
    let came = comparison.symbols.filter { $0.old == nil }
    #expect(came.map { $0.entrance?.symbol } == ["scan", "scan"])
    #expect(came.first?.entrance?.from == "main")
  }

  @Test func circularExplanationsEnd() {
    var facts = Samples.facts
    facts.explanations = [
      .init(symbol: "vfprintf", step: "call", from: "fwrite"),
      .init(symbol: "fwrite", step: "call", from: "vfprintf"),
    ]
    var empty = Samples.facts
    empty.map = ByteMap(fileSize: 0, regions: [], memory: [])
    let comparison = Comparison(from: SizeReport(empty), to: SizeReport(facts))
    #expect(comparison.symbols.contains { $0.name == "vfprintf" })
  }

  @Test func viewSaysWhatMatters() {
    let text = ComparisonView(Comparison(from: Samples.report, to: changed)).text
    let lines = text.split(separator: "\n").map {
      $0.split(separator: " ").joined(separator: " ")
    }
    let expected = [
      "component old new difference", "libc/stdlib - 2,040 +2,040", "image 6,180 7,530 +1,350",
      "2 came component old new difference", "strtod libc/stdlib - 2,000 +2,000",
      "total +2,040", "fwrite libc/stdio 700 - -700", "main application 58 68 +10",
      "+2,040 through scan: call from main at src/main.c:7", "1 roots no more", "memcpy",
    ]
    for line in expected { #expect(lines.contains(line), "missing: \(line)") }
    #expect(lines.allSatisfy { $0.count <= 100 })
  }
}
