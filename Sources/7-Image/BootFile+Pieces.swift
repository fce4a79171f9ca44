import Model

/// How the segments of a program become what program headers load.
extension BootFile {

  /// How the file holds a program.
  struct Held {
    /// The segments that are a part of the image.
    let segments: [ElfFile.Segment]
    /// The addresses from the first byte of the image to the last.
    let memory: Range<Int>
    /// What is loaded.
    let pieces: [Piece]
    /// What the last piece holds, if it is a stream.
    let stream: PackedStream?
    /// Where the program is entered.
    let entry: UInt64
  }

  /// Returns how the file holds `segments` of `linked`: with a stream if the program has the code for it and it
  /// is shorter with both, otherwise without this code.
  ///
  /// The pieces fill all memory of the image and, if there is a stream, what it takes behind it.
  ///
  /// - Requires: `segments`, of which there are some, are ordered by address and do not overlap.
  static func held(of linked: ElfFile, _ segments: [ElfFile.Segment]) -> Held {
    let code = unpacker(in: linked, before: segments[0])
    let without = [segments[0].dropping(code.count)] + segments.dropFirst()
    let plain = SegmentPlans(without, of: linked.bytes, mayPack: false)
    let end = Int(segments[segments.count - 1].address + segments[segments.count - 1].memorySize)
    if !code.isEmpty {
      let packed = SegmentPlans(segments, of: linked.bytes, mayPack: true)
      let price = programHeaderSize + PackedStream.addressSize
      if packed.cost + price * ZeroSuppression.byte < plain.cost {
        let stream = PackedStream(
          of: segments, packed.plans, in: linked.bytes, for: code.lowerBound)
        let last = Piece(
          address: end, flags: 4, contents: stream.bytes[...], memorySize: stream.bytes.count)
        return Held(
          segments: segments, memory: Int(segments[0].address)..<end,
          pieces: packed.pieces() + [last], stream: stream, entry: UInt64(code.lowerBound))
      }
    }
    return Held(
      segments: without, memory: Int(without[0].address)..<end, pieces: plain.pieces(), stream: nil,
      entry: linked.entry)
  }

  /// Returns the addresses of the code that unpacks, and what fills up to the next section, if `first`, the
  /// first segment of `linked`, begins with it; otherwise nothing.
  private static func unpacker(
    in linked: ElfFile, before first: ElfFile.Segment
  ) -> Range<Int> {
    let start = Int(first.address)
    let limit = start + first.contents.count
    let ends = linked.sections.lazy
      .filter { $0.occupiesMemory && $0.address > first.address }.map { Int($0.address) }
    guard
      linked.sections.contains(where: {
        $0.name == unpackerSection && $0.size > 0 && $0.address == first.address
      }), let end = ends.min(), end < limit
    else { return start..<start }
    return start..<end
  }
}

/// Segments, and how the file holds each.
private struct SegmentPlans {

  /// The segments, by address.
  let segments: [ElfFile.Segment]
  /// The bytes of the file that they come from.
  let bytes: [UInt8]
  /// How each is held.
  let plans: [ZeroSuppression]

  /// What all of it costs, in thirds of a byte.
  var cost: Int { plans.map(\.cost).reduce(0, +) }

  /// The cheapest way to hold `segments` of `bytes`; only what is not executed may be packed.
  init(_ segments: [ElfFile.Segment], of bytes: [UInt8], mayPack: Bool) {
    self.segments = segments
    self.bytes = bytes
    plans = segments.map {
      ZeroSuppression(of: bytes[$0.contents], mayPack: mayPack && $0.flags & 1 == 0)
    }
  }

  /// Returns a piece for each stored range. The first one begins where the first segment does, each reaches
  /// to the next one, the last one to the end of the last segment, and allows what these segments allow.
  func pieces() -> [BootFile.Piece] {
    var result: [BootFile.Piece] = []
    for (index, plan) in plans.enumerated() {
      let (segment, contents) = (segments[index], bytes[segments[index].contents])
      var ranges = plan.stored
      if index == 0, ranges.first?.lowerBound != 0 { ranges.insert(0..<0, at: 0) }
      if let first = ranges.first {
        if let last = result.indices.last {
          result[last].memorySize = Int(segment.address) + first.lowerBound - result[last].address
        }
        for (range, next) in zip(ranges, ranges.dropFirst().map(\.lowerBound) + [0]) {
          result.append(
            BootFile.Piece(
              address: Int(segment.address) + range.lowerBound, flags: segment.flags,
              contents: contents.dropFirst(range.lowerBound).prefix(range.count),
              memorySize: next - range.lowerBound))
        }
      }
      if let last = result.indices.last {
        result[last].memorySize =
          Int(segment.address + segment.memorySize) - result[last].address
        result[last].flags |= segment.flags
      }
    }
    return result
  }
}
