import Model
import Testing

@testable import Report

@Suite struct WhyViewTests {

  /// The sample, with a path from a root to `vfprintf`.
  private var report: SizeReport {
    var facts = Samples.facts
    facts.explanations += [
      .init(symbol: "printf", step: "call", from: "main", site: Site("main.c", line: 2)),
      .init(symbol: "main", step: "call", from: "root_of_entry"),
      .init(symbol: "loop", step: "use", from: "pool"),
      .init(symbol: "pool", step: "use", from: "loop"),
    ]
    return SizeReport(facts)
  }

  @Test func survivorsHaveAPath() throws {
    let lines = try WhyView(report).text(for: "vfprintf").split(separator: "\n")
    #expect(
      lines == [
        "vfprintf: function of libc/stdio, 4,500 bytes",
        "vfprintf: jumpTable of libc/stdio, 48 bytes",
        "  root_of_entry is a root: entry, x.c",
        "  root_of_entry calls main",
        "  main calls printf at main.c:2",
        "  printf calls vfprintf at printf.c:9",
      ])
  }

  @Test func bothHalvesAreShown() throws {
    let text = try WhyView(report).text(for: "helper")
    #expect(text.contains("table holds helper, and caller reads or calls it at c.c:2"))
  }

  @Test func sharedBytesAreTold() throws {
    let text = try WhyView(report).text(for: "fwrite_unlocked")
    #expect(text.contains("fwrite: function of libc/stdio, 700 bytes, the same bytes as"))
  }

  @Test func removedSymbolsHaveTheirReasons() throws {
    let lines = try WhyView(report).text(for: "scanf").split(separator: "\n")
    #expect(
      lines == [
        "scanf is not in the image.", "  eliminate: removed, because nothing calls it",
        "  specialise: folded, because its argument is constant",
      ])
  }

  @Test func circlesEnd() throws {
    #expect(try WhyView(report).text(for: "loop").contains("pool uses loop"))
  }

  @Test func unknownSymbolsAreTold() throws {
    let diagnostic = try #require(throws: Diagnostic.self) {
      _ = try WhyView(report).text(for: "printf_")
    }
    #expect(diagnostic.message == "the report knows no symbol 'printf_'")
    let close = try #require(throws: Diagnostic.self) {
      _ = try WhyView(report).text(for: "fprint")
    }
    #expect(close.notes == ["similar: vfprintf"])
  }
}
