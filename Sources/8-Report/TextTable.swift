/// Rows of text in columns that are as wide as they must be.
///
/// The first column gives way if a row would be too long. Columns of text are aligned to the left,
/// those of numbers, which follow, to the right.
struct TextTable {

  /// How a row looks on a terminal.
  enum Look {
    /// Like text.
    case plain
    /// What stands out: headings and totals.
    case strong
    /// What matters less.
    case faint
  }

  /// The most characters of a line.
  static let width = 100

  /// The rows.
  private var rows: [(cells: [String], look: Look)] = []
  /// The number of columns of text.
  private let textColumns: Int

  /// A table whose columns are called `headings`, of which the first `textColumns` hold text.
  init(_ headings: [String], textColumns: Int = 1) {
    rows.append((headings, .strong))
    self.textColumns = textColumns
  }

  /// Appends a row.
  mutating func append(_ cells: [String], _ look: Look = .plain) {
    precondition(cells.count == rows[0].cells.count, "each row has a cell in each column")
    rows.append((cells, look))
  }

  /// Returns the lines of the table, in the manner of `style`.
  func lines(_ style: TerminalStyle) -> [String] {
    var widths = rows[0].cells.indices.map { column in rows.map { $0.cells[column].count }.max()! }
    let others = widths.dropFirst().map { $0 + 2 }.reduce(0, +)
    widths[0] = max(min(widths[0], Self.width - others), 8)
    return rows.map { row in
      let cells = zip(row.cells, widths).enumerated().map { column, cell in
        let text = cell.0.shortened(to: cell.1)
        let blanks = String(repeating: " ", count: cell.1 - text.count)
        return column < textColumns ? text + blanks : blanks + text
      }
      var line = cells.joined(separator: "  ")
      while line.last == " " { line.removeLast() }
      return style.show(line, row.look)
    }
  }
}

/// How text is shown on a terminal, or in a file.
struct TerminalStyle {

  /// `true` iff the text goes to a terminal that shows colours.
  let hasColours: Bool

  /// Returns `text` with the marks that make it look as `look` says.
  func show(_ text: String, _ look: TextTable.Look) -> String {
    guard hasColours else { return text }
    return switch look {
    case .plain: text
    case .strong: "\u{1b}[1m\(text)\u{1b}[0m"
    case .faint: "\u{1b}[2m\(text)\u{1b}[0m"
    }
  }
}

extension String {

  /// Returns the string with blanks after it up to `width` characters.
  func padded(to width: Int) -> String {
    self + String(repeating: " ", count: Swift.max(0, width - count))
  }

  /// Returns the string, without its middle if it is longer than `width` characters.
  func shortened(to width: Int) -> String {
    guard count > width else { return self }
    let kept = width - 1
    return prefix(kept - kept / 2) + "…" + suffix(kept / 2)
  }
}

extension Int {

  /// The number with a comma between groups of three digits.
  var grouped: String {
    var result = ""
    for (index, digit) in String(magnitude).reversed().enumerated() {
      if index > 0, index % 3 == 0 { result.append(",") }
      result.append(digit)
    }
    return (self < 0 ? "-" : "") + String(result.reversed())
  }

  /// The number with its sign and groups of three digits.
  var signed: String { (self > 0 ? "+" : "") + grouped }

  /// Returns the part of `total` that the number is, in percent with one decimal.
  func percentage(of total: Int) -> String {
    guard total > 0 else { return "" }
    let tenths = (self * 2000 + total) / (total * 2)
    return "\(tenths / 10).\(tenths % 10) %"
  }
}
