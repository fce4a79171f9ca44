package import Model

/// What is different between two reports: what came, what went, what grew and shrank.
package struct Comparison: Codable, Hashable, Sendable {

  /// A size that is different.
  package struct Change: Codable, Hashable, Sendable {

    /// The component, or the symbol.
    package let name: String
    /// The component of a symbol.
    package let component: String
    /// The bytes in the old image, or none if it was not there.
    package let old: Int?
    /// The bytes in the new image, or none if it is not there any more.
    package let new: Int?
    /// The step by which a symbol that came is reached from one that was there before.
    package let entrance: SizeReport.Explanation?

    /// The bytes that were added.
    package var difference: Int { (new ?? 0) - (old ?? 0) }
  }

  /// The size of the old image.
  package let oldBytes: Int
  /// The size of the new image.
  package let newBytes: Int
  /// The components and remainders with another size, the largest change first.
  package let components: [Change]
  /// The symbols with another size, the largest change first.
  package let symbols: [Change]
  /// The roots that only the new report has.
  package let newRoots: [Root]
  /// The roots that only the old report has.
  package let oldRoots: [Root]

  /// The comparison of the report `old` with the report `new`.
  package init(from old: SizeReport, to new: SizeReport) {
    oldBytes = old.image.bytes
    newBytes = new.image.bytes
    components = Self.changes(
      from: Self.componentSizes(of: old), to: Self.componentSizes(of: new), entrance: { _ in nil })
    let entrances = Entrances(from: old, to: new)
    symbols = Self.changes(
      from: Self.symbolSizes(of: old), to: Self.symbolSizes(of: new),
      entrance: { entrances.entrance(of: $0.name) })
    newRoots = new.roots.filter { !Set(old.roots).contains($0) }
    oldRoots = old.roots.filter { !Set(new.roots).contains($0) }
  }

  /// What makes a symbol of one report the same as one of another.
  private struct Key: Hashable {

    /// The name.
    let name: String
    /// The component.
    let component: String
  }

  /// Returns the bytes of each component that the image of `report` has.
  private static func componentSizes(of report: SizeReport) -> [Key: Int] {
    Dictionary(
      uniqueKeysWithValues: report.components.filter { $0.specialised.file > 0 }.map {
        (Key(name: $0.component, component: $0.component), $0.specialised.file)
      })
  }

  /// Returns the bytes of each symbol that the file of `report` has.
  private static func symbolSizes(of report: SizeReport) -> [Key: Int] {
    Dictionary(
      report.symbols.filter { $0.bytes > 0 }.map {
        (Key(name: $0.symbol, component: $0.component), $0.bytes)
      }, uniquingKeysWith: +)
  }

  /// Returns the differences between `old` and `new`, the largest first.
  private static func changes(
    from old: [Key: Int], to new: [Key: Int], entrance: (Key) -> SizeReport.Explanation?
  ) -> [Change] {
    Set(old.keys).union(new.keys).filter { old[$0] != new[$0] }
      .map { key in
        Change(
          name: key.name, component: key.component, old: old[key], new: new[key],
          entrance: old[key] == nil ? entrance(key) : nil)
      }
      .sorted {
        (-abs($0.difference), $0.component, $0.name) < (-abs($1.difference), $1.component, $1.name)
      }
  }
}

/// Through which step each new symbol came in.
private struct Entrances {

  /// The names that the old image had.
  private let known: Set<String>
  /// Why symbols of the new image stay.
  private let explanations: [String: SizeReport.Explanation]

  /// The entrances of what `new` has and `old` has not.
  init(from old: SizeReport, to new: SizeReport) {
    known = Set(old.symbols.flatMap { [$0.symbol] + $0.aliases })
    explanations = Dictionary(
      new.explanations.map { ($0.symbol, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Returns the step that leads from the old image, or from a root, towards `symbol`.
  func entrance(of symbol: String) -> SizeReport.Explanation? {
    var seen: Set<String> = []
    var current = explanations[symbol]
    while let step = current, let from = step.from, !known.contains(from),
      seen.insert(from).inserted,
      let next = explanations[from]
    { current = next }
    return current
  }
}
