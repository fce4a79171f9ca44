package import Model

/// Why a symbol is in an image, or why it is not: an answer for people.
///
/// For a symbol that stays it is the path from a root; a step that takes two halves (a table that
/// is read, and the function that reads it) shows both.
package struct WhyView {

  /// The report.
  private let report: SizeReport
  /// How text is shown.
  private let style: TerminalStyle

  /// Answers from `report`; `hasColours` says whether they go to a terminal that shows colours.
  package init(_ report: SizeReport, hasColours: Bool = false) {
    self.report = report
    style = TerminalStyle(hasColours: hasColours)
  }

  /// Returns the answer about `symbol`, with a newline at its end.
  package func text(for symbol: String) throws(Diagnostic) -> String {
    let paths = path(to: symbol)
    let verdicts = report.decisions.filter { $0.symbol == symbol }
    let sizes = report.symbols.filter { $0.symbol == symbol || $0.aliases.contains(symbol) }
    var lines = sizes.map(description) + paths
    if sizes.isEmpty, paths.isEmpty, !verdicts.isEmpty {
      lines.append("\(symbol) is not in the image.")
    }
    lines += verdicts.map { "  \($0.stage): \($0.verdict.rawValue), because \($0.reason)" }
    guard !lines.isEmpty else { throw unknown(symbol) }
    return lines.joined(separator: "\n") + "\n"
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

  /// Returns the lines of the path from a root to `symbol`.
  private func path(to symbol: String) -> [String] {
    let explanations = Dictionary(
      report.explanations.map { ($0.symbol, $0) }, uniquingKeysWith: { first, _ in first })
    var steps: [String] = []
    var seen: Set<String> = []
    var current = symbol
    while seen.insert(current).inserted, let step = explanations[current], let from = step.from {
      steps.append(line(for: step, from: from))
      current = from
    }
    let roots = report.roots.filter { $0.symbol == current }
    return roots.map { root in
      "  \(root.symbol) is a root: \(TerminalView.words(root.reason))"
        + (root.site.map { ", \($0)" } ?? "")
    } + steps.reversed()
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
    var text = "  \(from) \(verb) \(step.symbol)" + (step.site.map { " at \($0)" } ?? "")
    if let with = step.with {
      text += ", and \(with) reads or calls it" + (step.withSite.map { " at \($0)" } ?? "")
    }
    return text
  }

  /// Returns what to tell about `symbol`, which the report does not have.
  private func unknown(_ symbol: String) -> Diagnostic {
    let names = Set(report.symbols.map(\.symbol)).union(report.decisions.map(\.symbol))
    let similar = names.filter { !symbol.isEmpty && $0.contains(symbol) }.sorted().prefix(5)
    return .error(
      "the report knows no symbol '\(symbol)'",
      notes: similar.isEmpty ? [] : ["similar: " + similar.joined(separator: ", ")],
      recommendation: "give a name as the report shows it")
  }
}
