/// Small numbers by keys of 64 bits, none of which is 0: a hash table without the protection against
/// attackers that the standard one has, since nobody attacks here.
///
/// Cost: twelve bytes for each place, of which two thirds are filled at most, since most of the time for
/// a look goes into getting the place from memory; one multiplication and few probes for each access, all
/// of them mostly in one line of the cache.
struct NumberTable {

  /// A key and its number.
  private struct Place {
    /// The lower half of the key.
    var low: UInt32 = 0
    /// The upper half of the key; both are 0 where there is none.
    var high: UInt32 = 0
    /// The number.
    var number: Int32 = 0

    /// The key.
    @inline(__always)
    var key: UInt64 { UInt64(high) << 32 | UInt64(low) }
  }

  /// The places.
  private var places: [Place]
  /// How many keys there are.
  private var count = 0

  /// No numbers, with room for about `expected`.
  init(expected: Int = 0) {
    places = Array(repeating: Place(), count: max(64, expected.nextPowerOfTwo))
  }

  /// The place of `key`, or the empty one where it belongs.
  @inline(__always)
  private func place(of key: UInt64) -> Int {
    let mask = places.count - 1
    let hash = key &* 0x9e37_79b9_7f4a_7c15
    var place = Int(truncatingIfNeeded: hash >> 32) & mask
    while places[place].key != key, places[place].key != 0 { place = (place + 1) & mask }
    return place
  }

  /// The number for `key`.
  subscript(key: UInt64) -> Int32? {
    @inline(__always) get {
      let place = places[place(of: key)]
      return place.key == key ? place.number : nil
    }
    set {
      guard let newValue else { preconditionFailure("numbers stay") }
      insert(key, newValue)
    }
  }

  /// Sets the number for `key`; `true` iff there was none.
  @discardableResult
  mutating func insert(_ key: UInt64, _ number: Int32 = 0) -> Bool {
    precondition(key != 0, "0 is no key")
    if count * 3 >= places.count * 2 { grow() }
    let place = place(of: key)
    let isNew = places[place].key == 0
    places[place] = Place(
      low: UInt32(truncatingIfNeeded: key), high: UInt32(truncatingIfNeeded: key >> 32),
      number: number)
    if isNew { count += 1 }
    return isNew
  }

  /// Makes room.
  private mutating func grow() {
    let old = places
    places = Array(repeating: Place(), count: old.count * 2)
    for entry in old where entry.key != 0 { places[place(of: entry.key)] = entry }
  }
}

extension Int {

  /// The least power of two that is not less.
  var nextPowerOfTwo: Int { self <= 1 ? 1 : 1 << (Int.bitWidth - (self - 1).leadingZeroBitCount) }
}
