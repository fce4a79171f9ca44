/// Finds numbered things by their hashes: number n is the nth that was added.
///
/// The things themselves are kept elsewhere, and say whether they are the one that is looked for, so that
/// only hashes are kept here. Cost: as of `NumberTable`, and a look at each thing with the same hash.
struct HashChains {

  /// The last thing with each hash.
  private var last = NumberTable()
  /// For each thing the one before it with the same hash, or -1.
  private var previous: [Int32] = []

  /// Adds the next thing, whose hash is `hash`.
  mutating func append(_ hash: WordHash) {
    previous.append(last[hash.key] ?? -1)
    last[hash.key] = Int32(previous.count - 1)
  }

  /// The last thing with the hash `hash` for which `isIt` holds.
  @inline(__always)
  func last(_ hash: WordHash, where isIt: (Int32) -> Bool) -> Int32? {
    var candidate = last[hash.key] ?? -1
    while candidate >= 0 {
      if isIt(candidate) { return candidate }
      candidate = previous[Int(candidate)]
    }
    return nil
  }
}

/// A hash of some words. The standard one resists attackers, of whom there are none here, and took a
/// quarter of the analysis's time.
struct WordHash {

  /// What the words so far make.
  private var state: UInt64 = 0

  /// Mixes `word` in.
  @inline(__always)
  mutating func mix(_ word: UInt64) {
    state = ((state << 5 | state >> 59) ^ word) &* 0x9e37_79b9_7f4a_7c15
  }

  /// The hash as a key of a `NumberTable`, which is not 0.
  var key: UInt64 { (state ^ state >> 32) | 1 << 63 }
}
