import Model

/// A report for people, at most 100 characters wide.
package struct TerminalView {

  /// The report.
  let report: SizeReport
  /// How text is shown.
  let style: TerminalStyle
  /// How many of the largest symbols are shown.
  static let symbolCount = 15

  /// The view of `report`; `hasColours` says whether it goes to a terminal that shows colours.
  package init(_ report: SizeReport, hasColours: Bool = false) {
    self.report = report
    style = TerminalStyle(hasColours: hasColours)
  }

  /// The whole view, with a newline at its end.
  package var text: String {
    let sections = [
      [heading] + speed, comparedSizes, componentSizes, largestSymbols, reasons, costs,
    ]
    return sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
      .joined(separator: "\n\n") + "\n"
  }

  /// What was made.
  private var heading: String {
    style.show(report.image.name, .strong)
      + ": \(report.image.bytes.grouped) bytes, \(report.image.memoryBytes.grouped) in memory"
      + style.show("  ·  \(report.target)  ·  \(report.tool)", .faint)
  }

  /// What a profile made larger, if there was one.
  private var speed: [String] {
    guard let fast = report.fast else { return [] }
    let names = Set(fast)
    let functions = report.symbols.filter { $0.kind == .function && names.contains($0.symbol) }
    let bytes = functions.map(\.bytes).reduce(0, +)
    return [
      "for speed, by profile: \(functions.count.grouped) function\(functions.count == 1 ? "" : "s"), \(bytes.grouped) bytes"
    ]
  }

  /// What the stages took, in one line if it fits.
  private var costs: [String] {
    let stages = report.run.stages
    guard !stages.isEmpty else { return [] }
    let total = stages.map(\.milliseconds).reduce(0, +)
    let memory = (stages.map(\.peakBytes).max() ?? 0) / (1 << 20)
    let words =
      stages.map { "\($0.stage) \($0.milliseconds.grouped) ms" }
      + ["all \(total.grouped) ms, at most \(memory.grouped) MiB"]
    return Self.wrapped(words, separator: " · ").map { style.show($0, .faint) }
  }

  /// Returns `words` joined by `separator`, in lines that are not too long.
  ///
  /// Lines after the first start with `indentation`.
  static func wrapped(_ words: [String], separator: String, indentation: String = "") -> [String] {
    var lines: [String] = []
    for word in words {
      guard let last = lines.last else {
        lines.append(word.shortened(to: TextTable.width))
        continue
      }
      if last.count + separator.count + word.count <= TextTable.width {
        lines[lines.count - 1] = last + separator + word
      } else {
        lines.append((indentation + word).shortened(to: TextTable.width))
      }
    }
    return lines
  }
}
