/// Finds numbered things by their hashes: number n is the nth that was added.
///
/// The things themselves are kept elsewhere, and say whether they are the one that is looked for, so that
/// only half of each hash is kept here, beside the number. Cost: eight bytes for each place, of which two
/// thirds are filled at most; few probes for each look, mostly in one line of the cache, and a look at
/// each thing of which that half is the same.
struct HashIndex {

  /// Half a hash in the upper half of each place, and the number and one more in the lower; 0 where
  /// there is nothing.
  private var places: [UInt64]
  /// How many things there are.
  private var count = 0

  /// No things, with room for about `expected`.
  init(expected: Int = 0) {
    places = Array(repeating: 0, count: max(64, expected.nextPowerOfTwo))
  }

  /// Adds the next thing, whose hash is `hash`.
  mutating func append(_ hash: WordHash) {
    if count * 3 >= places.count * 2 { grow() }
    count += 1
    place(UInt64(hash.half) << 32 | UInt64(count))
  }

  /// The first thing with the hash `hash` for which `isIt` holds.
  @inline(__always)
  func first(_ hash: WordHash, where isIt: (Int32) -> Bool) -> Int32? {
    let mask = places.count - 1
    let half = hash.half
    var index = Int(half) & mask
    while true {
      let entry = places[index]
      if entry == 0 { return nil }
      if entry >> 32 == UInt64(half) {
        let number = Int32(truncatingIfNeeded: entry) - 1
        if isIt(number) { return number }
      }
      index = (index + 1) & mask
    }
  }

  /// Puts `entry` where it belongs.
  @inline(__always)
  private mutating func place(_ entry: UInt64) {
    let mask = places.count - 1
    var index = Int(entry >> 32) & mask
    while places[index] != 0 { index = (index + 1) & mask }
    places[index] = entry
  }

  /// Makes room.
  private mutating func grow() {
    let old = places
    places = Array(repeating: 0, count: old.count * 2)
    for entry in old where entry != 0 { place(entry) }
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

  /// The half of the hash that things are found by.
  @inline(__always)
  var half: UInt32 { UInt32(truncatingIfNeeded: state ^ state >> 32) }
}
