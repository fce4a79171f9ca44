package import Model

extension SizeReport {

  /// Returns the sizes of each component in each column that `facts` have, by name.
  static func components(of facts: ReportFacts) -> [ComponentSizes] {
    let specialised = facts.map.sizesByComponent
    let baselines = facts.baselines
    let columns = [baselines.everything, baselines.linked, baselines.lto, specialised]
    let known = Dictionary(
      facts.components.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    return Set(columns.flatMap { ($0 ?? [:]).keys }).sorted().map { name in
      ComponentSizes(
        component: name, title: known[name]?.title, summary: known[name]?.summary,
        everything: baselines.everything.map { $0[name] ?? PartSizes() },
        linked: baselines.linked.map { $0[name] ?? PartSizes() },
        lto: baselines.lto.map { $0[name] ?? PartSizes() },
        specialised: specialised[name] ?? PartSizes())
    }
  }

  /// What makes two regions parts of one symbol.
  private struct SymbolKey: Hashable {

    /// The name.
    let symbol: String
    /// The component.
    let component: String
    /// What the symbol stands for.
    let kind: ByteMap.Kind
    /// The section.
    let section: String?
  }

  /// Returns the symbols in `map`, the largest first.
  static func symbols(in map: ByteMap) -> [SymbolSize] {
    var regions: [SymbolKey: [(region: ByteMap.Region, isStored: Bool)]] = [:]
    for (list, isStored) in [(map.regions, true), (map.memory, false)] {
      for region in list {
        guard let symbol = region.label.symbol else { continue }
        let key = SymbolKey(
          symbol: symbol, component: region.label.component, kind: region.label.kind,
          section: region.label.section)
        regions[key, default: []].append((region, isStored))
      }
    }
    let sizes = regions.map { key, parts in
      let label = parts[0].region.label
      return SymbolSize(
        symbol: key.symbol, component: key.component, kind: key.kind, part: label.part,
        bytes: parts.filter(\.isStored).map(\.region.length).reduce(0, +),
        memoryOnlyBytes: parts.filter { !$0.isStored }.map(\.region.length).reduce(0, +),
        aliases: label.aliases, site: label.site)
    }
    return sizes.sorted {
      (-$0.bytes, -$0.memoryOnlyBytes, $0.symbol, $0.component, $0.kind.rawValue, $0.part.rawValue)
        < (
          -$1.bytes, -$1.memoryOnlyBytes, $1.symbol, $1.component, $1.kind.rawValue,
          $1.part.rawValue
        )
    }
  }

  /// Returns how often each stage did what in `decisions`, stages in the order of their first one.
  static func counts(of decisions: [Decision]) -> [DecisionCount] {
    var stages: [String] = []
    var counts: [String: [Decision.Verdict: Int]] = [:]
    for decision in decisions {
      if counts[decision.stage] == nil { stages.append(decision.stage) }
      counts[decision.stage, default: [:]][decision.verdict, default: 0] += 1
    }
    return stages.flatMap { stage in
      counts[stage, default: [:]].sorted { $0.key.rawValue < $1.key.rawValue }.map {
        DecisionCount(stage: stage, verdict: $0.key, count: $0.value)
      }
    }
  }

  /// Returns the total of `column`, if it was measured.
  package func total(_ column: Column) -> PartSizes? {
    guard components.contains(where: { $0[column] != nil }) else { return nil }
    return components.reduce(into: PartSizes()) { $0 += $1[column] ?? PartSizes() }
  }
}
