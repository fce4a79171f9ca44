package import Model

/// Why something is in an image, or why it is not: an answer for people.
///
/// For a symbol that stays it is the path from a root; a step that takes more than one half (a table
/// that holds a function, who reads it there, who calls it) shows all, and how each comes to run.
package struct WhyView {

  /// The report.
  let report: SizeReport
  /// How text is shown.
  let style: TerminalStyle
  /// The last step to each symbol.
  private let steps: [String: SizeReport.Explanation]

  /// Answers from `report`; `hasColours` says whether they go to a terminal that shows colours.
  package init(_ report: SizeReport, hasColours: Bool = false) {
    self.report = report
    style = TerminalStyle(hasColours: hasColours)
    steps = Dictionary(
      report.explanations.map { ($0.symbol, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Returns the answer about `question`, with a newline at its end: a symbol, a slot
  /// (`SYMBOL+OFFSET`, `SYMBOL.FIELD`), or a place (`FILE:LINE`, `SYMBOL:LINE`).
  package func text(for question: String) throws(Diagnostic) -> String {
    var lines = symbolLines(question)
    if lines.isEmpty { lines = slotLines(question) }
    if lines.isEmpty { lines = try placeLines(question) }
    guard !lines.isEmpty else { throw unknown(question) }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The answer about the symbol `symbol`; none if the report does not know it.
  private func symbolLines(_ symbol: String) -> [String] {
    let verdicts = report.decisions.filter { $0.symbol == symbol }
    let sizes = report.symbols.filter { $0.symbol == symbol || $0.aliases.contains(symbol) }
    var told: Set<String> = []
    let reasons = chain(to: symbol, &told)
    var lines = sizes.map(description) + reasons
    if sizes.isEmpty, let last = verdicts.last(where: { $0.verdict != .folded }) {
      // What LLVM made part of something else had reasons until then.
      lines =
        last.stage == "specialise"
        ? ["\(symbol) is not in the image by itself."] + reasons
        : last.verdict == .removed || reasons.isEmpty
          ? ["\(symbol) is not in the image: nothing keeps it."]
          : ["\(symbol) has no bytes of its own in the image."] + reasons
    }
    if !sizes.isEmpty, reasons.isEmpty, verdicts.isEmpty {
      lines.append("  it is machine code that came as such, or LLVM or the linker made it")
    }
    return lines + verdicts.map(description)
  }

  /// Returns what `decision` says.
  private func description(of decision: Decision) -> String {
    let round = decision.round.map { ", round \($0)" } ?? ""
    return "  \(decision.stage)\(round): \(decision.verdict.rawValue), because \(decision.reason)"
  }

  /// Returns what `size` is the size of.
  private func description(of size: SizeReport.SymbolSize) -> String {
    let names = size.aliases.joined(separator: ", ")
    let others = names.isEmpty ? "" : ", the same bytes as \(names)"
    return style.show(size.symbol, .strong)
      + ": \(size.kind.rawValue) of \(size.component), \(size.bytes.grouped) bytes"
      + (size.memoryOnlyBytes > 0 ? ", \(size.memoryOnlyBytes.grouped) more in memory" : "")
      + (size.site.map { ", \($0)" } ?? "") + others
  }

  /// Returns the lines of the path from a root to `symbol`, and of the paths to what else its steps
  /// take; adds the symbols of all of them to `told`.
  func chain(to symbol: String, _ told: inout Set<String>) -> [String] {
    var lines: [String] = []
    var halves: [String] = []
    var current = symbol
    var isRoot = true
    while told.insert(current).inserted, let step = steps[current], let from = step.from {
      lines.append(line(for: step, from: from))
      halves += [step.with, step.caller].compactMap { $0 }
      current = from
      isRoot = !told.contains(current)
    }
    if isRoot {
      let roots = report.roots.filter { $0.symbol == current }
      lines += roots.map { root in
        "  \(root.symbol) is a root: \(TerminalView.words(root.reason))"
          + (root.site.map { ", \($0)" } ?? "")
      }
    }
    lines.reverse()
    for half in halves.reversed() where !told.contains(half) {
      let others = chain(to: half, &told)
      if others.isEmpty { continue }
      lines.append("  and \(half) runs:")
      lines += others.map { "  " + $0 }
    }
    return lines
  }

  /// Returns the line for `step`, which starts at `from`.
  private func line(for step: SizeReport.Explanation, from: String) -> String {
    let verb =
      switch step.step {
      case "call": "calls"
      case "address": "takes the address of"
      case "use": "uses"
      case "slot": "holds"
      case "escape": "lets outsiders have"
      default: step.step
      }
    let slot = step.offset.map { offset in
      let field = report.slots.first { $0.variable == from && $0.offset == offset }?.field
      return "+\(offset)" + (field.map { " (\($0))" } ?? "")
    }
    var text =
      "  \(from)\(slot ?? "") \(verb) \(step.symbol)" + (step.site.map { " at \($0)" } ?? "")
    if let with = step.with {
      let deed =
        switch step.withStep {
        case "use": "reads it"
        case "call": "calls it"
        case "escape": "lets outsiders have it"
        case "slot": "is where outsiders find it"
        default: "reads or calls it"
        }
      text += ", and \(with) \(deed)" + (step.withSite.map { " at \($0)" } ?? "")
    }
    if let caller = step.caller {
      text += ", and \(caller) calls it" + (step.callSite.map { " at \($0)" } ?? "")
    }
    return text
  }

  /// Returns what to tell about `question`, which the report has no answer to.
  private func unknown(_ question: String) -> Diagnostic {
    let names = Set(report.symbols.map(\.symbol)).union(report.decisions.map(\.symbol))
    let similar = names.filter { !question.isEmpty && $0.contains(question) }.sorted().prefix(5)
    return .error(
      "the report knows no symbol, slot or place '\(question)'",
      notes: similar.isEmpty ? [] : ["similar: " + similar.joined(separator: ", ")],
      recommendation:
        "give a name as the report shows it, NAME+OFFSET, NAME.FIELD, FILE:LINE or NAME:LINE")
  }
}
