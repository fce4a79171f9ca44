import Testing

@testable import Image

@Suite struct RangeMapTests {

  /// Returns the runs of `map` as text.
  private func description(of map: RangeMap<String>) -> String {
    map.flattened().map { "\($0.range.lowerBound)…\($0.range.upperBound) \($0.label ?? "-")" }
      .joined(separator: ", ")
  }

  @Test func everythingStartsUnlabelled() {
    #expect(description(of: RangeMap(size: 7)) == "0…7 -")
    #expect(description(of: RangeMap(size: 0)) == "")
  }

  @Test func whatWasLaidFirstShows() {
    var map = RangeMap<String>(size: 10)
    map.lay("symbol", over: 2..<4)
    map.lay("section", over: 1..<6)
    map.lay("file", over: 0..<8)
    let expected = "0…1 file, 1…2 section, 2…4 symbol, 4…6 section, 6…8 file, 8…10 -"
    #expect(description(of: map) == expected)
  }

  @Test func labelsAreClampedToTheMap() {
    var map = RangeMap<String>(size: 4)
    map.lay("a", over: -3..<2)
    map.lay("b", over: 3..<9)
    map.lay("c", over: 20..<30)
    #expect(description(of: map) == "0…2 a, 2…3 -, 3…4 b")
  }

  @Test func equalLabelsOfTwoThingsStayApart() {
    var map = RangeMap<String>(size: 4)
    map.lay("a", over: 0..<2)
    map.lay("a", over: 2..<4)
    #expect(description(of: map) == "0…2 a, 2…4 a")
  }

  @Test func runsAreAPartitionThatShowsTheFirstLayer() {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<200 {
      var map = RangeMap<Int>(size: 40)
      var plain = [Int?](repeating: nil, count: 40)
      for layer in 0..<Int.random(in: 0..<12, using: &generator) {
        let start = Int.random(in: 0..<40, using: &generator)
        let end = Int.random(in: start...40, using: &generator)
        map.lay(layer, over: start..<end)
        for index in start..<end where plain[index] == nil { plain[index] = layer }
      }
      let runs = map.flattened()
      #expect(runs.map(\.range.lowerBound) == [0] + runs.dropLast().map(\.range.upperBound))
      #expect(runs.flatMap { [Int?](repeating: $0.label, count: $0.range.count) } == plain)
    }
  }
}
