import Model

extension TerminalView {

  /// Why things stay, what was decided, and what the program asks of the operating system.
  var reasons: [String] {
    rootLines + assumptionLines + decisionLines + callLines + systemCallLines
  }

  /// The roots by reason, with a few names each.
  private var rootLines: [String] {
    guard !report.roots.isEmpty else { return [] }
    let count = Self.counted(Set(report.roots.map(\.symbol)).count, "root")
    let title = "\(count), kept whatever the analysis finds:"
    return [style.show(title, .strong)]
      + Root.Reason.allCases.flatMap { reason -> [String] in
        let names = Set(report.roots.filter { $0.reason == reason }.map(\.symbol)).sorted()
        return names.isEmpty ? [] : [Self.summary(Self.words(reason), names)]
      }
  }

  /// The assumptions by hazard, with what they keep if that is known.
  private var assumptionLines: [String] {
    guard !report.assumptions.isEmpty else { return [] }
    let title = "\(Self.counted(report.assumptions.count, "assumption")) about what nobody can see:"
    let groups = Dictionary(grouping: report.assumptions, by: \.hazard)
    return [style.show(title, .strong)]
      + report.hazards.map { hazard in
        let members = (groups[hazard.hazard] ?? []).sorted { ($0.bytes ?? 0) > ($1.bytes ?? 0) }
        let cost = hazard.bytes > 0 ? " (\(hazard.bytes.grouped) bytes)" : ""
        return Self.summary(
          hazard.hazard + cost, members.map { $0.site?.description ?? $0.symbol }, width: 60)
      }
  }

  /// What the stages did to symbols.
  private var decisionLines: [String] {
    guard !report.decisionCounts.isEmpty else { return [] }
    let words = report.decisionCounts.map {
      "\($0.stage): \($0.count.grouped) \($0.verdict.rawValue)"
    }
    return Self.wrapped(["decisions: " + words[0]] + words.dropFirst(), separator: ", ")
  }

  /// How far indirect calls were narrowed.
  private var callLines: [String] {
    let calls = report.indirectCalls
    guard calls.byAnalysis.sites > 0 else { return [] }
    var table = TextTable(
      ["indirect calls", "sites", "no target", "one", "mean", "median", "p90", "most"])
    for (name, targets) in [
      ("by signature", calls.bySignature), ("by analysis", calls.byAnalysis),
      ("left at the end", SizeReport.IndirectCalls.Targets(calls.left.map(\.byAnalysis))),
    ] {
      table.append(
        [name]
          + [targets.sites, targets.withoutTarget, targets.withOneTarget].map(\.grouped)
          + ["\(targets.mean)", targets.median.grouped, targets.p90.grouped, targets.most.grouped])
    }
    let direct = Self.counted(calls.madeDirect, "indirect call")
    return table.lines(style) + ["\(direct) became direct"]
  }

  /// The system calls that are served, and those that are not with their places.
  private var systemCallLines: [String] {
    let served = report.systemCalls.filter { $0.handler != nil }
    let unserved = report.systemCalls.filter { $0.handler == nil && $0.number != nil }
    var lines: [String] = []
    if !served.isEmpty {
      lines += Self.wrapped(
        ["\(Self.counted(served.count, "system call")): \(served[0].name)"]
          + served.dropFirst().map(\.name), separator: ", ", indentation: "  ")
    }
    for call in report.systemCalls where call.number == nil {
      lines.append(Self.summary("any system call", call.callers.map(Self.place)))
    }
    if !unserved.isEmpty {
      lines.append(
        style.show("\(Self.counted(unserved.count, "system call")) answered by ENOSYS:", .strong))
      lines += unserved.map { Self.summary($0.name, ($0.users ?? $0.callers).map(Self.place)) }
    }
    return lines
  }

  /// Returns where `caller` stands, in words.
  private static func place(of caller: SizeReport.SystemCall.Caller) -> String {
    caller.site.map { "\(caller.symbol) at \($0)" } ?? caller.symbol
  }

  /// Returns a line with `title`, of at most `width` characters, the number of `names`, and as many of
  /// them as fit.
  private static func summary(_ title: String, _ names: [String], width: Int = 40) -> String {
    let start = "  " + title.shortened(to: width).padded(to: 24) + "  "
    let count = names.count.grouped
    var line = start + String(repeating: " ", count: max(0, 5 - count.count)) + count
    for (index, name) in names.enumerated() {
      let piece = (index == 0 ? "  " : ", ") + name
      let isLast = index == names.count - 1
      guard line.count + piece.count + (isLast ? 0 : 3) <= TextTable.width else {
        return index == 0
          ? line + piece.shortened(to: TextTable.width - line.count) : line + ", …"
      }
      line += piece
    }
    return line
  }

  /// Returns `count` and `noun`, in the plural unless there is one.
  static func counted(_ count: Int, _ noun: String) -> String {
    "\(count.grouped) \(noun)\(count == 1 ? "" : "s")"
  }

  /// Returns `reason` in words.
  static func words(_ reason: Root.Reason) -> String {
    switch reason {
    case .entry: "entry"
    case .nativeObject: "machine code names it"
    case .linkerScript: "linker script names it"
    case .moduleAssembly: "assembly names it"
    case .used: "marked as used"
    case .runtimeLibrary: "generated code calls it"
    case .section: "section with bounds"
    case .keepRule: "asked for"
    }
  }
}
