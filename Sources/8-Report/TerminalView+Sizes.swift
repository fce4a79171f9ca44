import Model

extension TerminalView {

  /// The table of parts: what each component has in the file and in memory.
  var componentSizes: [String] {
    var table = TextTable(["component", "text", "rodata", "data", "file", "%", "bss"])
    let total = report.total(.specialised) ?? PartSizes()
    func cells(_ name: String, _ sizes: PartSizes) -> [String] {
      [name]
        + [sizes.text, sizes.rodata, sizes.data, sizes.file].map(\.grouped)
        + [sizes.file.percentage(of: total.file), sizes.bss.grouped]
    }
    func append(_ node: SizeTree.Node, depth: Int, _ look: TextTable.Look) {
      let sizes = node.sizes[.specialised] ?? PartSizes()
      // What is not in the image is a matter of the comparison.
      guard sizes != PartSizes() else { return }
      table.append(cells(Self.indented(node.name, depth), sizes), look)
      for child in node.children { append(child, depth: depth + 1, look) }
    }
    let tree = SizeTree(report.components)
    for node in tree.components { append(node, depth: 0, .plain) }
    for node in tree.remainders { append(node, depth: 0, .faint) }
    table.append(cells("total", total), .strong)
    return table.lines(style)
  }

  /// The table of columns: what other ways to make the program leave of each component.
  ///
  /// Empty if no other way was measured.
  var comparedSizes: [String] {
    let columns = SizeReport.Column.allCases.filter { report.total($0) != nil }
    guard columns.count > 1 else { return [] }
    var table = TextTable(["bytes of the file"] + columns.map { $0 == .lto ? "LTO" : $0.rawValue })
    func append(_ node: SizeTree.Node, depth: Int, _ look: TextTable.Look) {
      let sizes = columns.map { node.sizes[$0]?.file ?? 0 }
      guard sizes.contains(where: { $0 > 0 }) else { return }
      table.append([Self.indented(node.name, depth)] + sizes.map(\.grouped), look)
      for child in node.children { append(child, depth: depth + 1, look) }
    }
    let tree = SizeTree(report.components)
    for node in tree.components { append(node, depth: 0, .plain) }
    for node in tree.remainders { append(node, depth: 0, .faint) }
    let totals = columns.map { report.total($0)?.file ?? 0 }
    table.append(["total"] + totals.map(\.grouped), .strong)
    let shares = totals.map { totals[totals.count - 1].percentage(of: $0) }
    table.append(["specialised, of each column"] + shares, .faint)
    return table.lines(style)
  }

  /// The largest symbols, and what the rest of the file is.
  var largestSymbols: [String] {
    let stored = report.symbols.filter { $0.bytes > 0 }
    guard !stored.isEmpty else { return [] }
    var table = TextTable(
      ["largest symbols", "component", "kind", "bytes", "%"], textColumns: 3)
    let file = report.image.bytes
    let shown = stored.prefix(Self.symbolCount)
    for symbol in shown {
      let name = symbol.symbol + (symbol.aliases.isEmpty ? "" : " +\(symbol.aliases.count)")
      table.append([
        name.shortened(to: 44), symbol.component.shortened(to: 26), symbol.kind.rawValue,
        symbol.bytes.grouped, symbol.bytes.percentage(of: file),
      ])
    }
    func summary(_ name: String, _ bytes: Int) {
      table.append([name, "", "", bytes.grouped, bytes.percentage(of: file)], .faint)
    }
    let others = stored.dropFirst(Self.symbolCount)
    if !others.isEmpty {
      summary("\(others.count.grouped) smaller ones", others.map(\.bytes).reduce(0, +))
    }
    summary("headers, padding, unnamed", file - stored.map(\.bytes).reduce(0, +))
    table.append(["total", "", "", file.grouped, file.percentage(of: file)], .strong)
    return table.lines(style)
  }

  /// Returns `name` as it stands in a tree.
  static func indented(_ name: String, _ depth: Int) -> String {
    String(repeating: "  ", count: depth) + name
  }
}
