/// All sets of targets that occur, each once, so that a set is a number and comparing is cheap.
///
/// A set holds at most one target for each object, plus one for fragments of pointers to it, in the
/// order of the objects. Set 0 is empty. Cost: unions are remembered.
struct TargetSets {

  /// The number of a set.
  typealias ID = Int32

  /// The empty set.
  static let empty: ID = 0

  /// What there is in a set, in a byte, since this is asked for each value that grows or is computed with.
  fileprivate struct Traits: OptionSet {
    /// The bits.
    let rawValue: UInt8
    /// Object 0, and more.
    static let unknownAndMore = Traits(rawValue: 1)
    /// Fragments.
    static let fragments = Traits(rawValue: 2)
    /// Pointers to some offsets of an object.
    static let places = Traits(rawValue: 4)
    /// Pointers, or fragments that do not stand for all of their object.
    static let others = Traits(rawValue: 8)

    /// What there is in `targets`.
    init(of targets: UnsafeBufferPointer<PackedTarget>) {
      var result: Traits = targets.count > 1 && targets[0].object == 0 ? .unknownAndMore : []
      for target in targets {
        let isAnywhere = target.place == PackedTarget.anywhere
        if target.isFragment {
          result.formUnion(isAnywhere ? .fragments : [.fragments, .others])
        } else {
          result.formUnion(isAnywhere ? .others : [.places, .others])
        }
      }
      self = result
    }

    /// The given bits.
    init(rawValue: UInt8) { self.rawValue = rawValue }
  }

  /// `true` iff object 0 and something else is in `set`.
  @inline(__always)
  func holdsUnknownAndMore(_ set: ID) -> Bool { traits[Int(set)].contains(.unknownAndMore) }

  /// The targets of each set.
  private var all: [UnsafeBufferPointer<PackedTarget>] = [
    UnsafeBufferPointer(start: nil, count: 0)
  ]
  /// What there is in each set.
  private var traits: [Traits] = [[]]
  /// Where they stand.
  private let arena = Arena<PackedTarget>(chunkSize: 1 << 16)
  /// Those that do not fit there.
  private let table = TargetTable()
  /// The sets by their hashes.
  private var byHash: HashIndex
  /// Unions that were made before.
  private var unions: NumberTable

  /// The empty set, with room for about as many as programs of `size` instructions have.
  init(size: Int) {
    byHash = HashIndex(expected: size / 4)
    byHash.append(WordHash())
    unions = NumberTable(expected: size / 4)
    all.reserveCapacity(size / 4)
    traits.reserveCapacity(size / 4)
  }

  /// Sets that were widened before, by the old set and the new one.
  private var widenings = NumberTable()

  /// `set` with each target that `old` has too, and that grew since, replaced by what `widen` makes of it
  /// and the old one; the same pair of sets always gives the same set.
  mutating func widened(
    _ set: ID, from old: ID, _ widen: (_ new: Target, _ old: Target) -> Target
  ) -> ID {
    if set == old || old == Self.empty { return set }
    let key = UInt64(UInt32(old)) << 32 | UInt64(UInt32(set))
    if let known = widenings[key] { return known }
    let (before, after) = (self[old], self[set])
    let room = arena.room(for: after.count)
    var cursor = 0
    for (index, target) in after.packed.enumerated() {
      while cursor < before.count, before.packed[cursor].rank < target.rank { cursor += 1 }
      let isOld = cursor < before.count && before.packed[cursor].rank == target.rank
      room[index] =
        isOld ? table.pack(widen(after.unpack(target), before[cursor])) : target
    }
    let id = intern(after.count)
    widenings[key] = id
    return id
  }

  /// What standard changes made of sets before.
  private var changes = NumberTable()

  /// The changes that are made over and over.
  enum Change: UInt64 {
    /// All offsets instead of some.
    case smear
    /// Fragments instead of pointers.
    case fragment
    /// Pointers instead of fragments.
    case assemble
    /// Fragments are left out.
    case strip

    /// What the change changes; all else stays.
    @inline(__always)
    fileprivate var changed: Traits {
      switch self {
      case .smear: .places
      case .fragment: .others
      case .assemble, .strip: .fragments
      }
    }
  }

  /// The set that `change` makes of `set`.
  @inline(__always)
  mutating func change(_ set: ID, _ change: Change) -> ID {
    set == Self.empty || traits[Int(set)].isDisjoint(with: change.changed)
      ? set : changed(set, change)
  }

  /// As `change`, where that changes something.
  private mutating func changed(_ set: ID, _ change: Change) -> ID {
    let key = UInt64(UInt32(set)) << 2 | change.rawValue
    if let known = changes[key] { return known }
    let result =
      switch change {
      case .smear: map(set) { $0.isFragment ? $0 : .anywhere(in: $0.object) }
      case .fragment:
        map(set) { target in
          var fragment = Target.anywhere(in: target.object)
          fragment.isFragment = true
          return fragment
        }
      case .assemble: map(set) { $0.isFragment ? .anywhere(in: $0.object) : $0 }
      case .strip: map(set) { $0.isFragment ? nil : $0 }
      }
    changes[key] = result
    return result
  }

  /// The targets of `set`, which stand there as long as this is.
  @inline(__always)
  subscript(set: ID) -> TargetList { TargetList(all[Int(set)], table) }

  /// The number of sets.
  var count: Int { all.count }

  /// The set of `targets`, which are in order.
  mutating func intern(_ targets: [Target]) -> ID {
    let room = arena.room(for: targets.count)
    for (index, target) in targets.enumerated() { room[index] = table.pack(target) }
    return intern(targets.count)
  }

  /// The set of `targets`, which are in order.
  mutating func intern(_ targets: [PackedTarget]) -> ID {
    let room = arena.room(for: targets.count)
    for (index, target) in targets.enumerated() { room[index] = target }
    return intern(targets.count)
  }

  /// The set of the `count` targets that were put together in the room of the arena.
  private mutating func intern(_ count: Int) -> ID {
    if count == 0 { return Self.empty }
    let targets = UnsafeBufferPointer(start: UnsafePointer(arena.room(for: count)), count: count)
    var hash = WordHash()
    for target in targets { hash.mix(target.bits) }
    if let known = byHash.first(hash, where: { Self.areEqual(all[Int($0)], targets) }) {
      return known
    }
    arena.keep(count)
    all.append(targets)
    traits.append(Traits(of: targets))
    byHash.append(hash)
    return ID(all.count - 1)
  }

  /// `true` iff `first` and `second` are the same targets.
  @inline(__always)
  private static func areEqual(
    _ first: UnsafeBufferPointer<PackedTarget>, _ second: UnsafeBufferPointer<PackedTarget>
  ) -> Bool {
    guard first.count == second.count else { return false }
    for index in 0..<first.count where first[index] != second[index] { return false }
    return true
  }

  /// The set of `target` alone.
  mutating func only(_ target: Target) -> ID {
    arena.room(for: 1)[0] = table.pack(target)
    return intern(1)
  }

  /// The union of two sets.
  mutating func union(_ first: ID, _ second: ID) -> ID {
    if first == second || second == Self.empty { return first }
    if first == Self.empty { return second }
    let key = UInt64(UInt32(min(first, second))) << 32 | UInt64(UInt32(max(first, second)))
    if let known = unions[key] { return known }
    let result = intern(merge(self[first], self[second]))
    unions[key] = result
    return result
  }

  /// Puts the targets of both sets together in the room of the arena; returns how many they are.
  private func merge(_ first: TargetList, _ second: TargetList) -> Int {
    let (lefts, rights) = (first.packed, second.packed)
    let room = arena.room(for: lefts.count + rights.count)
    var (left, right, count) = (0, 0, 0)
    while left < lefts.count, right < rights.count {
      let (one, other) = (lefts[left], rights[right])
      if one.rank < other.rank {
        room[count] = one
        left += 1
      } else if other.rank < one.rank {
        room[count] = other
        right += 1
      } else {
        room[count] =
          one == other ? one : table.pack(first.unpack(one).union(second.unpack(other)))
        left += 1
        right += 1
      }
      count += 1
    }
    while left < lefts.count {
      room[count] = lefts[left]
      (left, count) = (left + 1, count + 1)
    }
    while right < rights.count {
      room[count] = rights[right]
      (right, count) = (right + 1, count + 1)
    }
    return count
  }

  /// The set of what `change` makes of each target of `set`; `nil` leaves a target out.
  mutating func map(_ set: ID, _ change: (Target) -> Target?) -> ID {
    if set == Self.empty { return set }
    let targets = self[set]
    let room = arena.room(for: targets.count)
    var count = 0
    var isOrdered = true
    for target in targets {
      guard let new = change(target) else { continue }
      let packed = table.pack(new)
      if count > 0, room[count - 1].rank >= packed.rank { isOrdered = false }
      room[count] = packed
      count += 1
    }
    if isOrdered { return intern(count) }
    let result = (0..<count).map { targets.unpack(room[$0]) }
    // Fragments became pointers to objects that the set has already.
    var union = Self.empty
    for target in result { union = self.union(union, only(target)) }
    return union
  }
}

/// What a value of the program may be: a number, or a pointer to one of some objects.
package struct AbstractValue: Hashable, Sendable {

  /// What the value is if it does not point to an object.
  package var number: Number
  /// The objects that it may point to, as the number of a set.
  var targets: TargetSets.ID

  /// No value: nothing has been found to arrive.
  static let none = AbstractValue(number: .none, targets: TargetSets.empty)

  /// `true` iff nothing has been found to arrive.
  @inline(__always)
  var isNone: Bool { targets == TargetSets.empty && number.isNone }
}
