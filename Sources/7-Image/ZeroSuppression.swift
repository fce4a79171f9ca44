/// How the file holds the bytes of a segment: as they are, without the zeros between them, or not at all.
///
/// What it computes: for each byte, one of three ways to hold it. *Stored* bytes are loaded by a program
/// header. *Packed* ones stand in a stream, from which `unpack` (runtime/arch/x86_64/unpack.S) writes them to
/// their places before anything else runs; the stream leaves zeros out. All others are zeros that the
/// loader makes. The choice is the cheapest one by dynamic programming from the last byte to the first,
/// where an instruction that the machine executes for it counts as a third of a byte: so that what is
/// hardly shorter in the stream is left to the loader, which costs no instructions. Why that is sound: each
/// byte that is not zero is held exactly once, and what is packed lies in memory that the loader has filled
/// with zeros. What it cannot see: repetition; it is no compression, and each byte of the file still stands
/// for certain bytes of memory. Cost: a few steps for each byte, a byte of memory for each.
///
/// The stream: blocks, each of its first address (four bytes), tokens, and a byte 0; then the address 0. A
/// token is a byte with the number of zeros to leave out in its upper half and the number of bytes that
/// follow it, never 0, in its lower half.
struct ZeroSuppression {

  /// A number of zeros and then of bytes that the stream holds.
  struct Token: Equatable {
    /// The number of zeros, at most 15.
    let zeros: UInt8
    /// The number of bytes after them, from 1 to 15.
    let literals: UInt8

    /// The number of bytes that the token stands for.
    var count: Int { Int(zeros + literals) }
  }

  /// What tokens follow one another without a gap.
  struct Block: Equatable {
    /// Where the first token begins, counted from the segment's start.
    let start: Int
    /// The tokens.
    fileprivate(set) var tokens: [Token]

    /// The bytes that the tokens stand for.
    var range: Range<Int> {
      start..<tokens.reduce(start) { $0 + $1.count }
    }
  }

  /// The stored ranges, counted from the segment's start.
  private(set) var stored: [Range<Int>] = []
  /// What is packed.
  private(set) var blocks: [Block] = []
  /// What all of it costs, in thirds of a byte.
  let cost: Int

  /// What a byte of the file costs.
  static let byte = 3
  /// What a program header costs.
  private static let header = 56 * byte
  /// What a block costs by itself: an address, the byte 0, and instructions.
  private static let block = 5 * byte + 7
  /// What a token costs by itself: its byte, and instructions.
  private static let token = byte + 8
  /// What a byte in the stream costs: itself, and an instruction.
  private static let literal = byte + 1
  /// The most that half a byte tells.
  private static let most = 15

  /// The cheapest way to hold `contents`, which are packed only if `mayPack`.
  init(of contents: ArraySlice<UInt8>, mayPack: Bool) {
    var steps = Steps(contents, mayPack: mayPack)
    cost = steps.solve()
    follow(steps)
  }

  /// Takes down the way that `steps` found.
  private mutating func follow(_ steps: Steps) {
    var place = 0
    var isOpen = false
    while place < steps.count {
      if isOpen, let token = steps.packed(at: place) {
        blocks[blocks.count - 1].tokens.append(token)
        place += token.count
        continue
      }
      isOpen = false
      switch steps.outside(at: place) {
      case .skip: place += 1
      case .pack:
        blocks.append(Block(start: place, tokens: []))
        isOpen = true
      case .store:
        let start = place
        repeat { place += 1 } while place < steps.count && steps.isStored(at: place)
        stored.append(start..<place)
      }
    }
  }
}

extension ZeroSuppression {

  /// What to do with a byte that no open range or block goes on with.
  private enum Outside: UInt8 {
    /// It is a zero, left to the loader.
    case skip
    /// A stored range begins.
    case store
    /// A block begins.
    case pack
  }

  /// The best choice for each byte, whatever is open there.
  private struct Steps {

    /// The bytes.
    private let bytes: [UInt8]
    /// Whether they may be packed.
    private let mayPack: Bool
    /// For each byte: what an open block does with it (the number of literals of a token, 0 if the block
    /// ends), in bits 0 to 3; what is done outside, in bits 4 and 5; whether a stored range goes on, in 6.
    private var choices: [UInt8]

    /// The number of bytes.
    var count: Int { bytes.count }

    /// Nothing chosen yet for `contents`; what they end with in zeros is not looked at.
    init(_ contents: ArraySlice<UInt8>, mayPack: Bool) {
      bytes = Array(contents[..<((contents.lastIndex { $0 != 0 } ?? contents.startIndex - 1) + 1)])
      choices = [UInt8](repeating: 0, count: bytes.count)
      self.mayPack = mayPack
    }

    /// Chooses, and returns what it costs.
    mutating func solve() -> Int {
      let window = 2 * most + 1
      // What is to come costs this much with an open block, by place, for as far as a token reaches.
      var packed = [Int](repeating: 0, count: window)
      var (outside, stored, zeros) = (0, 0, 0)
      for place in bytes.indices.reversed() {
        zeros = bytes[place] == 0 ? zeros + 1 : 0
        var (withToken, literals) = (Int.max, 0)
        if mayPack {
          (withToken, literals) = token(at: place, after: zeros, packed, window)
        }
        let begun = byte + stored
        var best = (cost: header + begun, choice: Outside.store)
        if bytes[place] == 0, outside <= best.cost { best = (outside, .skip) }
        if withToken < Int.max, block + withToken < best.cost { best = (block + withToken, .pack) }
        let goesOn = begun <= best.cost
        if withToken > best.cost { literals = 0 }
        packed[place % window] = min(withToken, best.cost)
        (outside, stored) = (best.cost, goesOn ? begun : best.cost)
        choices[place] = UInt8(literals) | best.choice.rawValue << 4 | (goesOn ? 64 : 0)
      }
      return outside
    }

    /// Returns the cheapest token at `place`, where `zeros` zeros stand, with all that follows it.
    private func token(
      at place: Int, after zeros: Int, _ packed: [Int], _ window: Int
    ) -> (cost: Int, literals: Int) {
      let start = place + min(zeros, most)
      var best = (Int.max, 0)
      for literals in 1...most where start + literals <= count {
        let end = start + literals
        let rest = end < count ? packed[end % window] : 0
        let cost = ZeroSuppression.token + literals * literal + rest
        if cost < best.0 { best = (cost, literals) }
      }
      return best
    }

    /// Returns the token with which an open block goes on at `place`, or `nil` if it ends there.
    func packed(at place: Int) -> Token? {
      let literals = choices[place] & 15
      guard literals > 0 else { return nil }
      let zeros = bytes[place...].prefix(most).prefix { $0 == 0 }.count
      return Token(zeros: UInt8(zeros), literals: literals)
    }

    /// Returns what is done at `place` where nothing is open.
    func outside(at place: Int) -> Outside {
      guard let choice = Outside(rawValue: choices[place] >> 4 & 3) else {
        preconditionFailure("no choice was made at \(place)")
      }
      return choice
    }

    /// Returns `true` iff a stored range that reaches `place` goes on there.
    func isStored(at place: Int) -> Bool { choices[place] & 64 != 0 }
  }
}
