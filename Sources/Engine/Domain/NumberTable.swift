/// Small numbers by keys of 64 bits, none of which is 0: a hash table without the protection against
/// attackers that the standard one has, since nobody attacks here.
///
/// Cost: one multiplication and, at half of the places filled at most, few probes for each access.
struct NumberTable {

  /// The keys; 0 where there is none.
  private var keys: [UInt64] = Array(repeating: 0, count: 64)
  /// The numbers.
  private var numbers: [Int32] = Array(repeating: 0, count: 64)
  /// How many keys there are.
  private var count = 0

  /// The place of `key`, or the empty one where it belongs.
  @inline(__always)
  private func place(of key: UInt64) -> Int {
    let mask = keys.count - 1
    let hash = key &* 0x9e37_79b9_7f4a_7c15
    var place = Int(truncatingIfNeeded: hash >> 32) & mask
    while keys[place] != key, keys[place] != 0 { place = (place + 1) & mask }
    return place
  }

  /// The number for `key`.
  subscript(key: UInt64) -> Int32? {
    @inline(__always) get {
      let place = place(of: key)
      return keys[place] == key ? numbers[place] : nil
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
    if count * 2 >= keys.count { grow() }
    let place = place(of: key)
    let isNew = keys[place] == 0
    keys[place] = key
    numbers[place] = number
    if isNew { count += 1 }
    return isNew
  }

  /// Makes room.
  private mutating func grow() {
    let (oldKeys, oldNumbers) = (keys, numbers)
    keys = Array(repeating: 0, count: oldKeys.count * 2)
    numbers = Array(repeating: 0, count: oldKeys.count * 2)
    for (index, key) in oldKeys.enumerated() where key != 0 {
      let place = place(of: key)
      keys[place] = key
      numbers[place] = oldNumbers[index]
    }
  }
}
