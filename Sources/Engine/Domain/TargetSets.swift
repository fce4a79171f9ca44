/// All sets of targets that occur, each once, so that a set is a number and comparing is cheap.
///
/// A set holds at most one target for each object, plus one for fragments of pointers to it, in the
/// order of the objects. Set 0 is empty. Cost: unions are remembered.
struct TargetSets {

  /// The number of a set.
  typealias ID = Int32

  /// The empty set.
  static let empty: ID = 0

  /// The targets of each set.
  private var all: [UnsafeBufferPointer<Target>] = [UnsafeBufferPointer(start: nil, count: 0)]
  /// Where they stand.
  private let arena = TargetArena()
  /// The sets by their hashes.
  private var byHash: HashChains = {
    var result = HashChains()
    result.append(hash([]))
    return result
  }()
  /// Unions that were made before.
  private var unions = NumberTable()

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
    var result: [Target] = []
    result.reserveCapacity(after.count)
    var cursor = before.startIndex
    for target in after {
      while cursor < before.endIndex, before[cursor].precedes(target) { cursor += 1 }
      if cursor < before.endIndex, before[cursor].object == target.object,
        before[cursor].isFragment == target.isFragment
      {
        result.append(widen(target, before[cursor]))
      } else {
        result.append(target)
      }
    }
    let id = intern(result)
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
  }

  /// The set that `change` makes of `set`.
  mutating func change(_ set: ID, _ change: Change) -> ID {
    if set == Self.empty { return set }
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
  subscript(set: ID) -> UnsafeBufferPointer<Target> { all[Int(set)] }

  /// The number of sets.
  var count: Int { all.count }

  /// The set of `targets`, which are in order.
  mutating func intern(_ targets: [Target]) -> ID {
    if targets.isEmpty { return Self.empty }
    let hash = Self.hash(targets)
    if let known = byHash.last(hash, where: { all[Int($0)].elementsEqual(targets) }) {
      return known
    }
    all.append(arena.keep(targets))
    byHash.append(hash)
    return ID(all.count - 1)
  }

  /// A hash of `targets`.
  private static func hash(_ targets: [Target]) -> WordHash {
    var hash = WordHash()
    for target in targets {
      hash.mix(UInt64(UInt32(bitPattern: target.object)) << 1 | (target.isFragment ? 1 : 0))
      hash.mix(UInt64(bitPattern: target.low))
      hash.mix(UInt64(bitPattern: target.high) ^ UInt64(bitPattern: target.stride) << 40)
    }
    return hash
  }

  /// The set of `target` alone.
  mutating func only(_ target: Target) -> ID { intern([target]) }

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

  /// The targets of both slices in order.
  private func merge(
    _ first: UnsafeBufferPointer<Target>, _ second: UnsafeBufferPointer<Target>
  ) -> [Target] {
    var result: [Target] = []
    result.reserveCapacity(first.count + second.count)
    var (left, right) = (first.startIndex, second.startIndex)
    while left < first.endIndex, right < second.endIndex {
      let (one, other) = (first[left], second[right])
      if one.precedes(other) {
        result.append(one)
        left += 1
      } else if other.precedes(one) {
        result.append(other)
        right += 1
      } else {
        result.append(one.union(other))
        left += 1
        right += 1
      }
    }
    result.append(contentsOf: first[left...])
    result.append(contentsOf: second[right...])
    return result
  }

  /// The set of what `change` makes of each target of `set`; `nil` leaves a target out.
  mutating func map(_ set: ID, _ change: (Target) -> Target?) -> ID {
    if set == Self.empty { return set }
    var result: [Target] = []
    result.reserveCapacity(self[set].count)
    var isOrdered = true
    for target in self[set] {
      guard let new = change(target) else { continue }
      if let last = result.last, !last.precedes(new) { isOrdered = false }
      result.append(new)
    }
    if isOrdered { return intern(result) }
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
