/// Labels laid over the numbers from 0 to `size`: everything starts unlabelled, and where several
/// labels overlap, the one that was laid first shows.
///
/// So the caller lays what is known best first and fills in with coarser knowledge afterwards.
/// Flattening takes O(n log n) time for n labels that overlap little.
struct RangeMap<Label> {

  /// The number of numbers.
  let size: Int
  /// The labels in the order in which they were laid.
  private var layers: [(range: Range<Int>, label: Label)] = []

  /// A map of `size` numbers without labels.
  init(size: Int) {
    precondition(size >= 0, "a map cannot have a negative size")
    self.size = size
  }

  /// Lays `label` over those of the numbers in `range` that are in the map and have no label.
  mutating func lay(_ label: Label, over range: Range<Int>) {
    let clamped = range.clamped(to: 0..<size)
    if !clamped.isEmpty { layers.append((clamped, label)) }
  }

  /// A run of numbers with the label that shows there, if one does.
  typealias Run = (range: Range<Int>, label: Label?)

  /// Returns the runs that the map consists of: contiguous, in order, from 0 to `size`.
  ///
  /// Each run shows a single layer; two layers with equal labels stay apart.
  func flattened() -> [Run] {
    let order = layers.indices.sorted {
      (layers[$0].range.lowerBound, $0) < (layers[$1].range.lowerBound, $1)
    }
    let bounds = Set(layers.flatMap { [$0.range.lowerBound, $0.range.upperBound] } + [0, size])
    let sorted = bounds.sorted()
    var next = 0
    var active: [Int] = []
    var result: [(range: Range<Int>, layer: Int?)] = []
    for (start, end) in zip(sorted, sorted.dropFirst()) {
      active.removeAll { layers[$0].range.upperBound <= start }
      while next < order.count, layers[order[next]].range.lowerBound == start {
        active.append(order[next])
        next += 1
      }
      let layer = active.min()
      if let last = result.last, last.layer == layer {
        result[result.count - 1].range = last.range.lowerBound..<end
      } else {
        result.append((start..<end, layer))
      }
    }
    return result.map { ($0.range, $0.layer.map { layers[$0].label }) }
  }
}
