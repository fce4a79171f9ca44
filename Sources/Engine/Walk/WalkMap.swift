/// A small dictionary, in the order of its keys.
///
/// What walks know at a place is a handful of values that is copied at each edge: an array costs one
/// allocation for that, and two of them are joined side by side. Cost: a logarithm for looking up, the
/// length for adding and removing.
struct WalkMap<Key: Comparable & Hashable>: Hashable, Sequence {

  /// A key and its value.
  struct Entry: Hashable {
    /// The key.
    let key: Key
    /// The value.
    var value: WalkValue
  }

  /// The entries, by key.
  private var entries: [Entry] = []

  /// The index of `key`, or where it belongs.
  private func index(of key: Key) -> Int {
    var (low, high) = (0, entries.count)
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].key < key { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The value for `key`.
  subscript(key: Key) -> WalkValue? {
    get {
      let index = index(of: key)
      return index < entries.count && entries[index].key == key ? entries[index].value : nil
    }
    set {
      let index = index(of: key)
      let isKnown = index < entries.count && entries[index].key == key
      switch (newValue, isKnown) {
      case (let value?, true): entries[index].value = value
      case (let value?, false): entries.insert(Entry(key: key, value: value), at: index)
      case (nil, true): entries.remove(at: index)
      case (nil, false): break
      }
    }
  }

  /// The entries whose keys are in `keys`, which are in order.
  func only(_ keys: [Key]) -> Self {
    var result = Self()
    result.entries.reserveCapacity(entries.count)
    var next = 0
    for entry in entries {
      while next < keys.count, keys[next] < entry.key { next += 1 }
      guard next < keys.count else { break }
      if keys[next] == entry.key { result.entries.append(entry) }
    }
    return result
  }

  /// Replaces each value by what `unite` makes of it and of that of `other`, if there is one; `nil` leaves
  /// it out. `true` iff something changed.
  mutating func unite<Failure>(
    with other: Self,
    _ unite: (_ own: WalkValue, _ other: WalkValue?) throws(Failure) -> WalkValue?
  ) throws(Failure) -> Bool {
    var result: [Entry] = []
    result.reserveCapacity(entries.count)
    var isChanged = false
    for entry in entries {
      let united = try unite(entry.value, other[entry.key])
      if united != entry.value { isChanged = true }
      if let united { result.append(Entry(key: entry.key, value: united)) }
    }
    if isChanged { entries = result }
    return isChanged
  }

  /// The entries for which `isKept` holds.
  func filter(_ isKept: (Entry) -> Bool) -> Self {
    var result = self
    result.entries.removeAll { !isKept($0) }
    return result
  }

  /// Walks over the entries.
  func makeIterator() -> IndexingIterator<[Entry]> { entries.makeIterator() }
}
