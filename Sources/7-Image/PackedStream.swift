import Model

/// The stream of what the file holds without its zeros (see `ZeroSuppression`), and what each of its bytes is
/// for.
struct PackedStream {

  /// The stream.
  private(set) var bytes: [UInt8] = []
  /// The parts of the stream in their order, each with the address of the memory that it is for.
  private(set) var parts: [(range: Range<Int>, address: Int)] = []
  /// The addresses of the memory that the blocks fill.
  private(set) var blocks: [Range<Int>] = []

  /// Appends the blocks of `plan`, made for `segment`, whose file has `contents`.
  mutating func append(
    _ plan: ZeroSuppression, of segment: ElfFile.Segment, contents: ArraySlice<UInt8>
  ) {
    let base = Int(segment.address)
    for block in plan.blocks {
      guard let first = block.tokens.first else { preconditionFailure("a block has a token") }
      note(base + block.start + first.zeros, for: Self.addressSize)
      append(address: base + block.start)
      var place = block.start
      for token in block.tokens {
        let start = place + token.zeros
        place = start + token.literals
        note(base + start, for: 1)
        bytes.append(UInt8(token.zeros << 4 | token.literals))
        for offset in start..<place {
          note(base + offset, for: 1)
          bytes.append(contents[contents.startIndex + offset])
        }
      }
      note(base + place - 1, for: 1)
      bytes.append(0)
      blocks.append(base + block.start..<base + place)
    }
  }

  /// Appends what ends the stream, which is for the code at `address`.
  mutating func end(for address: Int) {
    note(address, for: Self.addressSize)
    append(address: 0)
  }

  /// The bytes of an address in the stream.
  static let addressSize = 4

  /// Appends an address.
  private mutating func append(address: Int) {
    precondition(address >> 32 == 0, "images lie in the first 4 GiB")
    for byte in 0..<Self.addressSize {
      bytes.append(UInt8(truncatingIfNeeded: address >> (8 * byte)))
    }
  }

  /// Takes down that the next `count` bytes are for `address`.
  private mutating func note(_ address: Int, for count: Int) {
    parts.append((bytes.count..<bytes.count + count, address))
  }
}
