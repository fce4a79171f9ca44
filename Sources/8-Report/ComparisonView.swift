import Model

/// A comparison for people, at most 100 characters wide.
package struct ComparisonView {

  /// The comparison.
  private let comparison: Comparison
  /// How text is shown.
  private let style: TerminalStyle
  /// How many symbols of each kind are shown.
  private static let symbolCount = 15

  /// The view of `comparison`; `hasColours` says whether it goes to a terminal that shows colours.
  package init(_ comparison: Comparison, hasColours: Bool = false) {
    self.comparison = comparison
    style = TerminalStyle(hasColours: hasColours)
  }

  /// The whole view, with a newline at its end.
  package var text: String {
    let came = comparison.symbols.filter { $0.old == nil }
    let went = comparison.symbols.filter { $0.new == nil }
    let resized = comparison.symbols.filter { $0.old != nil && $0.new != nil }
    let sections = [
      components, symbols("came", came), symbols("went", went), symbols("changed", resized),
      roots("new roots", comparison.newRoots), roots("roots no more", comparison.oldRoots),
    ]
    return sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
      .joined(separator: "\n\n") + "\n"
  }

  /// The components with another size, and the total.
  private var components: [String] {
    var table = TextTable(["component", "old", "new", "difference"])
    for change in comparison.components { table.append([change.name] + Self.numbers(change)) }
    let difference = comparison.newBytes - comparison.oldBytes
    table.append(
      ["image", comparison.oldBytes.grouped, comparison.newBytes.grouped, difference.signed],
      .strong)
    return table.lines(style)
  }

  /// The symbols `changes`, which `title` is about, and for new ones the step that let them in.
  private func symbols(_ title: String, _ changes: [Comparison.Change]) -> [String] {
    guard !changes.isEmpty else { return [] }
    var table = TextTable(
      ["\(changes.count.grouped) \(title)", "component", "old", "new", "difference"],
      textColumns: 2)
    for change in changes.prefix(Self.symbolCount) {
      let numbers = Self.numbers(change)
      table.append(
        [change.name.shortened(to: 44), change.component.shortened(to: 24)] + numbers)
    }
    let others = changes.dropFirst(Self.symbolCount)
    if !others.isEmpty {
      let sum = others.map(\.difference).reduce(0, +)
      table.append(["\(others.count.grouped) smaller ones", "", "", "", sum.signed], .faint)
    }
    let total = changes.map(\.difference).reduce(0, +)
    table.append(["total", "", "", "", total.signed], .strong)
    return table.lines(style) + entrances(of: changes)
  }

  /// The steps through which `changes` came in, each once, with the bytes that came that way.
  private func entrances(of changes: [Comparison.Change]) -> [String] {
    var bytes: [SizeReport.Explanation: Int] = [:]
    for change in changes {
      if let entrance = change.entrance { bytes[entrance, default: 0] += change.difference }
    }
    let sorted = bytes.sorted { (-$0.value, $0.key.symbol) < (-$1.value, $1.key.symbol) }
    return sorted.prefix(Self.symbolCount).map { step, bytes in
      let place = step.site.map { " at \($0)" } ?? ""
      let partner = step.with.map { " with \($0)" } ?? ""
      let text =
        "  \(bytes.signed) through \(step.symbol): \(step.step)"
        + (step.from.map { " from \($0)" } ?? "") + place + partner
      return text.shortened(to: TextTable.width)
    }
  }

  /// The `roots`, which `title` is about.
  private func roots(_ title: String, _ roots: [Root]) -> [String] {
    guard !roots.isEmpty else { return [] }
    return [style.show("\(roots.count.grouped) \(title)", .strong)]
      + TerminalView.wrapped(
        ["  " + roots[0].symbol] + roots.dropFirst().map(\.symbol), separator: ", ",
        indentation: "  ")
  }

  /// Returns the old and the new size and the difference of `change`.
  private static func numbers(_ change: Comparison.Change) -> [String] {
    [change.old?.grouped ?? "-", change.new?.grouped ?? "-", change.difference.signed]
  }
}
