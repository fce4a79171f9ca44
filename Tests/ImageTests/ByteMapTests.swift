import Foundation
import Model
import Testing

@Suite struct ByteMapTests {

  /// A label of `part` in `component`.
  private func label(_ part: ByteMap.Part, _ component: String) -> ByteMap.Label {
    ByteMap.Label(.variable, part: part, component: component, symbol: "x", site: Site("a.c"))
  }

  /// A map of ten bytes.
  private var map: ByteMap {
    ByteMap(
      fileSize: 10,
      regions: [
        .init(start: 0, length: 4, label: label(.headers, "h")),
        .init(start: 4, length: 5, label: label(.text, "a")),
        .init(start: 9, length: 1, label: label(.data, "b")),
      ], memory: [.init(start: 4096, length: 30, label: label(.bss, "b"))])
  }

  @Test func totalsEqualTheFile() {
    let sizes = map.sizesByComponent
    #expect(sizes.values.map(\.file).reduce(0, +) == 10)
    #expect(sizes["b"]?.data == 1)
    #expect(sizes["b"]?.bss == 30)
    #expect(sizes["a"]?.file == 5)
  }

  @Test func survivesJSON() throws {
    let data = try JSONEncoder().encode(map)
    #expect(try JSONDecoder().decode(ByteMap.self, from: data) == map)
  }

  @Test(arguments: [
    ("\"length\":5", "\"length\":4"), ("\"start\":9", "\"start\":8"),
    ("\"fileSize\":10", "\"fileSize\":11"), ("\"length\":5", "\"length\":9223372036854775807"),
    ("\"length\":30", "\"length\":0"), ("\"part\":\"text\"", "\"part\":\"bss\""),
  ])
  func refusesWhatIsNoPartition(change: (String, String)) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let text = String(decoding: try encoder.encode(map), as: UTF8.self)
    let changed = text.replacingOccurrences(of: change.0, with: change.1)
    #expect(changed != text)
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(ByteMap.self, from: Data(changed.utf8))
    }
  }
}
