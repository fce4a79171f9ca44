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
      .init(symbol: "table", step: "use", from: "main", site: Site("src/main.c", line: 5)),
      .init(
        symbol: "late", step: "slot", from: "table", with: "main",
        withSite: Site("src/main.c", line: 5), withStep: "use", offset: 8, caller: "looper",
        callSite: Site("loop.c", line: 6)),
      .init(symbol: "looper", step: "call", from: "main", site: Site("src/main.c", line: 4)),
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

  @Test func everyHalfHasItsChain() throws {
    let lines = try WhyView(report).text(for: "late").split(separator: "\n")
    #expect(
      lines == [
        "  root_of_entry is a root: entry, x.c",
        "  root_of_entry calls main",
        "  main uses table at src/main.c:5",
        "  table+8 (poll) holds late, and main reads it at src/main.c:5, and looper calls it at "
          + "loop.c:6",
        "  and looper runs:",
        "    main calls looper at src/main.c:4",
      ])
  }

  @Test(arguments: ["table+8", "table+0x8", "table.poll"])
  func slotsHaveTheirReaders(_ question: String) throws {
    let lines = try WhyView(report).text(for: question).split(separator: "\n")
    #expect(
      lines == [
        "table+8 (poll) holds helper",
        "  kept because main reads it at src/main.c:5, and table stays:",
        "  root_of_entry is a root: entry, x.c",
        "  root_of_entry calls main",
        "  main uses table at src/main.c:5",
      ])
  }

  @Test(arguments: ["table+16", "table.close"])
  func clearedSlotsAreTold(_ question: String) throws {
    #expect(
      try WhyView(report).text(for: question)
        == "table+16 (close) held scanf: cleared in round 2, because nothing reads it\n")
  }

  @Test(arguments: ["main.c:5", "src/main.c:5", "main:5"])
  func placesThatRunAreReached(_ question: String) throws {
    let lines = try WhyView(report).text(for: question).split(separator: "\n")
    #expect(
      lines == [
        "\(question) runs in main: it is reached from the start, src/main.c:4",
        "  root_of_entry is a root: entry, x.c",
        "  root_of_entry calls main",
      ])
  }

  @Test func placesThatDoNotRunHaveTheirReason() throws {
    #expect(
      try WhyView(report).text(for: "main.c:9")
        == "main.c:9 does not run in main (round 1): the comparison at src/main.c:4 always has one "
        + "outcome: 1 against 2\n")
  }

  @Test func unknownPlacesAreTold() throws {
    let diagnostic = try #require(throws: Diagnostic.self) {
      _ = try WhyView(report).text(for: "main.c:8")
    }
    #expect(diagnostic.message == "no code stands at line 8 of 'main.c'")
    #expect(diagnostic.notes == ["lines nearby: 3, 4, 5"])
    let other = try #require(throws: Diagnostic.self) {
      _ = try WhyView(report).text(for: "nothing.c:8")
    }
    #expect(other.message == "nothing is known of 'nothing.c'")
  }

  @Test func sharedBytesAreTold() throws {
    let text = try WhyView(report).text(for: "fwrite_unlocked")
    #expect(text.contains("fwrite: function of libc/stdio, 700 bytes, the same bytes as"))
  }

  @Test func removedSymbolsHaveTheirReasons() throws {
    let lines = try WhyView(report).text(for: "scanf").split(separator: "\n")
    #expect(
      lines == [
        "scanf is not in the image: nothing keeps it.",
        "  eliminate, round 3: removed, because nothing calls it",
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
    #expect(diagnostic.message == "the report knows no symbol, slot or place 'printf_'")
    let close = try #require(throws: Diagnostic.self) {
      _ = try WhyView(report).text(for: "fprint")
    }
    #expect(close.notes == ["similar: vfprintf"])
  }
}
