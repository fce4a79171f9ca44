package import Model

/// The shortest known chain of reasons from a root to a symbol.
package struct Chain {

  /// The steps, the root first.
  package let steps: [SizeReport.Explanation]

  /// The chain to `symbol` in `report`; throws if the image has no such symbol.
  package init(to symbol: String, in report: SizeReport) throws(Diagnostic) {
    let reasons = Dictionary(
      report.explanations.map { ($0.symbol, $0) }, uniquingKeysWith: { first, _ in first })
    guard reasons[symbol] != nil else { throw Self.absence(of: symbol, in: report) }
    var steps: [SizeReport.Explanation] = []
    var seen: Set<String> = []
    var next: String? = symbol
    while let name = next, seen.insert(name).inserted, let reason = reasons[name] {
      steps.append(reason)
      next = reason.from
    }
    self.steps = steps.reversed()
  }

  /// Returns what to tell about `symbol`, which `report` does not explain.
  private static func absence(of symbol: String, in report: SizeReport) -> Diagnostic {
    if let decision = report.decisions.last(where: { $0.symbol == symbol }) {
      return .error(
        "'\(symbol)' is not in the image", notes: ["\(decision.verdict.rawValue): \(decision.reason)"])
    }
    if report.symbols.contains(where: { $0.symbol == symbol }) {
      return .error(
        "'\(symbol)' is in the image, but no source brought it there",
        notes: ["the compiler or the linker made it, or a native object holds it"])
    }
    return .error(
      "there is no '\(symbol)' in this report",
      notes: ["a function that was inlined everywhere has no bytes of its own"],
      recommendation: "see the names with `specialise report`")
  }

  /// The chain for people: one line a step, with both halves where a step takes two.
  package var text: String {
    steps.map(line(for:)).joined(separator: "\n") + "\n"
  }

  /// The line of `step`.
  private func line(for step: SizeReport.Explanation) -> String {
    let place = step.site.map { " at \($0)" } ?? ""
    guard let from = step.from else { return "\(step.symbol): a root" }
    let half = step.with.map { with in
      " and \(with) \(step.step == "slot" ? "reads" : "calls") through a pointer"
        + (step.withSite.map { " at \($0)" } ?? "")
    }
    return "\(step.symbol): \(Self.verbs[step.step] ?? step.step) \(from)\(place)\(half ?? "")"
  }

  /// How each kind of step is told.
  private static let verbs = [
    "call": "called by", "address": "address taken by", "use": "used by",
    "slot": "stands in a slot of", "escape": "handed to foreign code by",
  ]
}
