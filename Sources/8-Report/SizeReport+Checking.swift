import Model

extension SizeReport {

  /// What contradicts itself in a report that was read from a file, or `nil` if nothing does.
  ///
  /// Whatever passes can be shown: sums do not overflow, and totals equal the file.
  var flaw: String? {
    let sizes = components.flatMap { [$0.everything, $0.linked, $0.lto, $0.specialised] }
      .compactMap { $0 }
    let numbers =
      [image.bytes, image.memoryBytes, map.fileSize]
      + map.memory.flatMap { [$0.start, $0.length] }
      + sizes.flatMap { [$0.headers, $0.text, $0.rodata, $0.data, $0.bss] }
      + symbols.flatMap { [$0.bytes, $0.memoryOnlyBytes] }
      + decisionCounts.map(\.count) + assumptions.compactMap(\.bytes)
      + run.stages.flatMap { [$0.milliseconds, $0.peakBytes, $0.rounds] }
      + hazards.flatMap { [$0.count, $0.bytes] } + [indirectCalls.madeDirect]
      + [indirectCalls.bySignature, indirectCalls.byAnalysis].flatMap { $0.numbers }
      + indirectCalls.left.flatMap { [$0.bySignature, $0.byAnalysis] }
      + slots.map(\.offset) + clearedSlots.flatMap { [$0.offset, $0.round] }
      + code.dead.map(\.round) + decisions.compactMap(\.round)
    if let number = numbers.first(where: { !(0...Self.largestNumber).contains($0) }) {
      return "no report has the number \(number)"
    }
    for targets in [indirectCalls.bySignature, indirectCalls.byAnalysis]
    where !(0...Double(Self.largestNumber)).contains(targets.mean) {
      return "no report has the mean \(targets.mean)"
    }
    guard map.fileSize == image.bytes else { return "the map is not that of the image" }
    let known = Set(components.map(\.component))
    guard known.count == components.count else { return "a component is listed twice" }
    let mapped = map.sizesByComponent
    guard known.isSuperset(of: mapped.keys),
      components.allSatisfy({ $0.specialised == mapped[$0.component] ?? .init() })
    else { return "the components' sizes are not those of the map" }
    guard Set(symbols) == Set(Self.symbols(in: map)), Set(symbols).count == symbols.count else {
      return "the symbols are not those of the map"
    }
    return nil
  }

  /// The largest number that is believed.
  private static let largestNumber = 1 << 40
}
