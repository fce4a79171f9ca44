/// Places to go on from, each once, in the order in which they came up.
struct WalkQueue {

  /// The places.
  private var keys: [WalkKey] = []
  /// How many of them were taken out.
  private var taken = 0
  /// Those that are in it.
  private var members: Set<WalkKey> = []

  /// Adds `key`, if it is not in it.
  mutating func append(_ key: WalkKey) {
    if members.insert(key).inserted { keys.append(key) }
  }

  /// Takes out the first place.
  var popFirst: WalkKey? {
    mutating get {
      guard taken < keys.count else { return nil }
      taken += 1
      members.remove(keys[taken - 1])
      return keys[taken - 1]
    }
  }
}
