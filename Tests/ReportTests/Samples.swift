import Model

@testable import Report

/// Reports that tests are about.
enum Samples {

  /// The map of a small image.
  static let map: ByteMap = {
    let site = Site("src/main.c", line: 3)
    let labels: [(Int, ByteMap.Label)] = [
      (64, .init(.elfHeader, part: .headers, component: ByteMap.Remainder.headers)),
      (224, .init(.programHeaders, part: .headers, component: ByteMap.Remainder.headers)),
      (
        20,
        .init(.note, part: .headers, component: ByteMap.Remainder.headers, section: ".note.Xen")
      ),
      (58, function("main", "application", site)), (4500, function("vfprintf", "libc/stdio")),
      (700, function("fwrite", "libc/stdio")), (300, function("memcpy", "libc/string")),
      (120, function("helper", "libc")),
      (
        90,
        .init(.native, part: .text, component: "arch/x86_64", section: ".text", site: Site("b.S"))
      ),
      (3, .init(.padding, part: .text, component: ByteMap.Remainder.padding, section: ".text")),
      (
        16,
        .init(
          .string, part: .rodata, component: "application", section: ".rodata",
          symbol: "\"Hello, %s! %d\\n\"")
      ),
      (
        48,
        .init(
          .jumpTable, part: .rodata, component: "libc/stdio", section: ".rodata",
          symbol: "vfprintf")
      ),
      (8, .init(.constant, part: .rodata, component: ByteMap.Remainder.shared, symbol: "0x0c")),
      (24, .init(.variable, part: .data, component: "libc/stdio", symbol: "stdout_file")),
      (
        5,
        .init(.unattributed, part: .data, component: ByteMap.Remainder.unattributed)
      ),
    ]
    var regions: [ByteMap.Region] = []
    for (length, label) in labels {
      let start = regions.last.map { $0.start + $0.length } ?? 0
      regions.append(.init(start: start, length: length, label: label))
    }
    let memory: [ByteMap.Region] = [
      .init(
        start: 0x10_3000, length: 4096,
        label: .init(
          .variable, part: .bss, component: "libc/stdio", section: ".bss", symbol: "buffer")),
      .init(
        start: 0x10_4000, length: 8192,
        label: .init(.reserved, part: .bss, component: ByteMap.Remainder.layout)),
    ]
    return ByteMap(
      fileSize: labels.map(\.0).reduce(0, +), regions: regions, memory: memory)
  }()

  /// A label for the function `name`.
  private static func function(
    _ name: String, _ component: String, _ site: Site? = nil
  ) -> ByteMap.Label {
    ByteMap.Label(
      .function, part: .text, component: component, section: ".text", symbol: name,
      aliases: name == "fwrite" ? ["fwrite_unlocked"] : [], site: site)
  }

  /// The facts behind a report in which everything occurs.
  static var facts: ReportFacts {
    var facts = ReportFacts(
      tool: "specialise 0.1", target: "x86_64-linux-musl", imageName: "/tmp/build/hello.elf",
      memoryBytes: 36_864, map: map)
    facts.inputs = [
      .init(path: "/tmp/hello.bc", contents: Array("abc".utf8)),
      .init(path: "lib/more.bc", contents: []),
    ]
    facts.components = [
      Component(name: "libc/stdio", title: "Streams", summary: "printf and its family.")
    ]
    facts.roots =
      Root.Reason.allCases.reversed().map {
        Root(symbol: "root_of_\($0.rawValue)", reason: $0, site: Site("x.c"))
      } + [Root(symbol: "memcpy", reason: .nativeObject)]
    facts.explanations = [
      .init(symbol: "vfprintf", step: "call", from: "printf", site: Site("printf.c", line: 9)),
      .init(
        symbol: "helper", step: "slot", from: "table", site: nil, with: "caller",
        withSite: Site("c.c", line: 2)),
    ]
    facts.assumptions = [
      Assumption(
        hazard: "inline assembly", assumption: "it may write all memory that it is given",
        site: Site("a.c", line: 4), symbol: "f", bytes: 1200)
    ]
    facts.decisions = [
      Decision(
        symbol: "scanf", component: "libc/stdio", stage: "eliminate", round: 3,
        verdict: .removed, reason: "nothing calls it"),
      Decision(
        symbol: "abort", component: "libc", stage: "eliminate", verdict: .hollowed,
        reason: "only its address is taken"),
      Decision(
        symbol: "scanf", component: "libc/stdio", stage: "specialise", verdict: .folded,
        reason: "its argument is constant"),
    ]
    facts.systemCalls = [
      .init(
        number: 1, name: "write", handler: "system_call_1_write",
        callers: [.init(symbol: "__stdio_write", site: Site("musl/src/stdio/write.c", line: 8))]),
      .init(
        number: 57, name: "fork", handler: nil,
        callers: [.init(symbol: "popen", site: Site("popen.c", line: 31))]),
      .init(number: nil, name: "any", handler: nil, callers: [.init(symbol: "wild", site: nil)]),
    ]
    facts.indirectCalls = .init(
      before: [(0, 0), (4, 1), (9, 1), (30, 9)].map {
        .init(function: "caller", site: Site("c.c", line: 4), bySignature: $0, byAnalysis: $1)
      }, madeDirect: 2,
      left: [
        .init(function: "caller", site: Site("c.c", line: 4), bySignature: 30, byAnalysis: 9)
      ])
    facts.hazards = [.init(hazard: "inline assembly", count: 1, bytes: 1200)]
    facts.slots = [
      .init(
        variable: "table", offset: 8, field: "poll", target: "helper",
        readers: [.init(symbol: "main", site: Site("src/main.c", line: 5))])
    ]
    facts.clearedSlots = [
      .init(variable: "table", offset: 16, field: "close", target: "scanf", round: 2)
    ]
    facts.fastFunctions = ["memcpy", "gone"]
    facts.code = .init(
      running: [
        (
          "main",
          [
            ([Site("src/main.c", line: 3), Site("src/main.c", line: 4)], nil),
            ([Site("src/main.c", line: 5), Site("list.h", line: 7)], Site("src/main.c", line: 4)),
          ]
        )
      ],
      dead: [
        (
          "main", 1, [Site("src/main.c", line: 9)],
          "the comparison at src/main.c:4 always has one outcome: 1 against 2"
        )
      ])
    facts.run = .init(stages: [
      .init(stage: "link", milliseconds: 120, peakBytes: 100 << 20),
      .init(stage: "analyse", milliseconds: 1500, peakBytes: 312 << 20, rounds: 2),
    ])
    return facts
  }

  /// A report in which everything occurs, with the columns for comparison.
  static var report: SizeReport {
    var facts = facts
    var sizes = PartSizes()
    sizes.text = 400_000
    facts.baselines.everything = ["libc/stdio": sizes, "network/lwip": sizes]
    sizes.text = 20_000
    sizes.bss = 7
    facts.baselines.linked = ["libc/stdio": sizes]
    facts.baselines.lto = ["libc/stdio": sizes, "application": PartSizes()]
    return SizeReport(facts)
  }
}
