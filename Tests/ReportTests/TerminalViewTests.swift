import Model
import Testing

@testable import Report

@Suite struct TerminalViewTests {

  /// Returns the lines of `text` without what only aligns them.
  private func words(_ text: String) -> [String] {
    text.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
  }

  @Test func saysWhatMatters() {
    let lines = words(TerminalView(Samples.report).text)
    let expected = [
      "hello.elf: 6,180 bytes, 36,864 in memory · x86_64-linux-musl · specialise 0.1",
      "for speed, by profile: 1 function, 300 bytes",
      "bytes of the file everything linked LTO specialised",
      "network/lwip 400,000 0 0 0",
      "total 800,000 20,000 20,000 6,180",
      "specialised, of each column 0.8 % 30.9 % 30.9 % 100.0 %",
      "component text rodata data file % bss",
      "libc 5,620 48 24 5,692 92.1 % 4,096",
      "stdio 5,200 48 24 5,272 85.3 % 4,096",
      "(headers) 0 0 0 308 5.0 % 0",
      "total 5,771 72 29 6,180 100.0 % 12,288",
      "vfprintf libc/stdio function 4,500 72.8 %",
      "fwrite +1 libc/stdio function 700 11.3 %",
      "machine code names it 2 memcpy, root_of_nativeObject",
      "inline assembly (1,200 bytes) 1 a.c:4",
      "decisions: eliminate: 1 hollowed, eliminate: 1 removed, specialise: 1 folded",
      "indirect calls sites no target one mean median p90 most",
      "by signature 4 1 0 10.75 4 30 30", "by analysis 4 1 2 2.75 1 9 9",
      "left at the end 1 0 0 9.0 9 9 9", "2 indirect calls became direct",
      "1 system call: write",
      "any system call 1 wild",
      "fork 1 popen at popen.c:31",
      "link 120 ms · analyse 1,500 ms · all 1,620 ms, at most 312 MiB",
    ]
    for line in expected { #expect(lines.contains(line), "missing: \(line)") }
  }

  @Test func columnsThatWereNotMeasuredAreNotShown() {
    let text = TerminalView(SizeReport(Samples.facts)).text
    #expect(!text.contains("everything"))
    #expect(!text.contains("network"))
  }

  @Test func totalOfTheLargestSymbolsEqualsTheFile() {
    let lines = words(TerminalView(Samples.report).text)
    #expect(lines.contains("headers, padding, unnamed 406 6.6 %"))
    #expect(lines.contains("total 6,180 100.0 %"))
  }

  @Test func linesFitOnATerminal() {
    var facts = Samples.facts
    let long = String(repeating: "very_long_name_", count: 20)
    facts.roots += (0..<50).map { Root(symbol: long + "\($0)", reason: .used) }
    facts.systemCalls += (100..<160).map {
      .init(
        number: $0, name: "call_\($0)", handler: $0 % 2 == 0 ? long : nil,
        callers: [.init(symbol: long, site: nil)])
    }
    facts.imageName = "image"
    facts.run = .init(
      stages: (0..<20).map {
        .init(stage: "stage\($0)", milliseconds: 1000, peakBytes: 1)
      })
    facts.baselines.everything = [long + "/" + long: PartSizes()]
    facts.assumptions.append(Assumption(hazard: long, assumption: "", symbol: long))
    facts.hazards.append(.init(hazard: long, count: 1, bytes: 10))
    let text = TerminalView(SizeReport(facts)).text
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 100 })
  }

  @Test func coloursAreOnlyForTerminals() {
    #expect(!TerminalView(Samples.report).text.contains("\u{1b}"))
    let coloured = TerminalView(Samples.report, hasColours: true).text
    #expect(coloured.contains("\u{1b}[1mhello.elf\u{1b}[0m"))
  }

  @Test func numbersAreReadable() {
    #expect(0.grouped == "0")
    #expect(1234567.grouped == "1,234,567")
    #expect((-1000).grouped == "-1,000")
    #expect(5.signed == "+5")
    #expect(1.percentage(of: 3) == "33.3 %")
    #expect(1.percentage(of: 0) == "")
    #expect("abcdefgh".shortened(to: 5) == "ab…gh")
  }
}
