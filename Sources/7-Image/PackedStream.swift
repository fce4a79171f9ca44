import Model

/// The stream of what the file holds without its zeros (see `ZeroSuppression`), and what each of its bytes is
/// for.
struct PackedStream {

  /// The stream.
  private(set) var bytes: [UInt8] = []
  /// The blocks, with the address from which each counts.
  private var blocks: [(base: Int, block: ZeroSuppression.Block)] = []
  /// The address of the code that the end of the stream is for.
  private let code: Int

  /// The bytes of an address in the stream.
  static let addressSize = 4

  /// The stream of what `plans` packs of `segments` of `file`, one plan for each; its end is for the code at the
  /// address `code`.
  init(
    of segments: [ElfFile.Segment], _ plans: [ZeroSuppression], in file: [UInt8], for code: Int
  ) {
    self.code = code
    for (segment, plan) in zip(segments, plans) {
      for block in plan.blocks {
        append(block, at: Int(segment.address), contents: file[segment.contents])
      }
    }
    append(address: 0)
  }

  /// Appends `block` of a segment that begins at `base` and of which the file has `contents`.
  private mutating func append(
    _ block: ZeroSuppression.Block, at base: Int, contents: ArraySlice<UInt8>
  ) {
    append(address: base + block.start)
    var place = contents.startIndex + block.start
    for token in block.tokens {
      bytes.append(token.zeros << 4 | token.literals)
      place += Int(token.zeros)
      bytes += contents[place..<place + Int(token.literals)]
      place += Int(token.literals)
    }
    bytes.append(0)
    blocks.append((base, block))
  }

  /// Appends an address.
  private mutating func append(address: Int) {
    precondition(address >> 32 == 0, "images lie in the first 4 GiB")
    for byte in 0..<Self.addressSize {
      bytes.append(UInt8(truncatingIfNeeded: address >> (8 * byte)))
    }
  }

  /// The addresses of the memory that the blocks fill.
  var filled: [Range<Int>] {
    blocks.map { base, block in
      block.range.lowerBound + base..<block.range.upperBound + base
    }
  }

  /// Calls `body` with each part of the stream, in their order: a range in it and the addresses that it is for,
  /// which are as many, or one for all of the part.
  func forEachPart(_ body: (_ range: Range<Int>, _ addresses: Range<Int>) -> Void) {
    var place = 0
    /// Tells of the next `count` bytes, which are for `addresses`.
    func tell(_ count: Int, for addresses: Range<Int>) {
      body(place..<place + count, addresses)
      place += count
    }
    for (base, block) in blocks {
      var address = base + block.start
      for (number, token) in block.tokens.enumerated() {
        address += Int(token.zeros)
        // An address and a token are for what follows them.
        if number == 0 { tell(Self.addressSize, for: address..<address + 1) }
        tell(1, for: address..<address + 1)
        tell(Int(token.literals), for: address..<address + Int(token.literals))
        address += Int(token.literals)
      }
      tell(1, for: address - 1..<address)
    }
    tell(Self.addressSize, for: code..<code + 1)
  }
}
