/// Sets of a few constants, each once, so that a set is a number and comparing is cheap.
///
/// What it computes: for numbers that bits and an interval describe badly, such as the requests that
/// arrive at `ioctl`, the values themselves, as long as they are few. Why that is sound: a number with
/// a set has been made by a union, a choice or a function of whole sets; every other operation on
/// numbers forgets the set, and keeps bits and interval, which hold for all of its values. What it
/// cannot see: sets of more than `most` values; what sums make of a set, since each loop would then go
/// round for every value. Cost: unions of two sets are remembered.
struct ConstantSets {

  /// The number of a set; 0 where bits and interval say all that is known.
  typealias ID = Int32

  /// How many values a set has at most.
  static let most = 32

  /// The values of each set, in order.
  private var all: [UnsafeBufferPointer<UInt64>] = [UnsafeBufferPointer(start: nil, count: 0)]
  /// Where they stand.
  private let arena = Arena<UInt64>(chunkSize: 1 << 10)
  /// The sets by their hashes.
  private var byHash: HashIndex = {
    var result = HashIndex()
    result.append(WordHash())
    return result
  }()
  /// Unions that were made before.
  private var unions = NumberTable()

  /// The values of `number` in order, if they are few.
  func values(of number: Number) -> FewValues? {
    if number.set != 0 { return FewValues(number, all[Int(number.set)]) }
    guard !number.isNone, Self.isFew(number) else { return nil }
    return FewValues(number, nil)
  }

  /// `true` iff the values of `number`, of which there are some, are few.
  @inline(__always)
  private static func isFew(_ number: Number) -> Bool {
    number.set != 0 || number.high - number.low < UInt64(most)
  }

  /// `true` iff `value` may be among the values of `number`.
  @inline(__always)
  func contains(_ value: UInt64, in number: Number) -> Bool {
    number.contains(value) && (number.set == 0 || all[Int(number.set)].contains(value))
  }

  /// The number that is one of the `count` values in the room of the arena, which are in order and
  /// differ.
  private mutating func number(_ count: Int) -> Number {
    guard count > 0 else { return .none }
    let values = UnsafeBufferPointer(start: UnsafePointer(arena.room(for: count)), count: count)
    var (any, all) = (UInt64(0), UInt64.max)
    for value in values { (any, all) = (any | value, all & value) }
    var result = Number(zeros: ~any, ones: all, low: values[0], high: values[count - 1])
    if count > 1, count <= Self.most, !Self.fill(count, result) { result.set = intern(values) }
    return result
  }

  /// The number that is one of `values`.
  mutating func number(ofAny values: [UInt64]) -> Number {
    let room = arena.room(for: values.count)
    var count = 0
    for value in values.sorted() where count == 0 || room[count - 1] != value {
      room[count] = value
      count += 1
    }
    return number(count)
  }

  /// `true` iff the bits and the interval of `number` leave no others than the `count` values that it has.
  private static func fill(_ count: Int, _ number: Number) -> Bool {
    let span = number.high - number.low
    if span >= UInt64(count) << 4 { return false }
    return (number.low...number.high).count { number.contains($0) } == count
  }

  /// The number of the set of `values`, which stand in the room of the arena.
  private mutating func intern(_ values: UnsafeBufferPointer<UInt64>) -> ID {
    var hash = WordHash()
    for value in values { hash.mix(value) }
    if let known = byHash.first(hash, where: { all[Int($0)].elementsEqual(values) }) {
      return known
    }
    arena.keep(values.count)
    all.append(values)
    byHash.append(hash)
    return ID(all.count - 1)
  }

  /// The values of `first` or of `second`.
  @inline(__always)
  mutating func union(_ first: Number, _ second: Number) -> Number {
    if first == second || second.isNone { return first }
    if first.isNone { return second }
    return Self.isFew(first) && Self.isFew(second) ? few(first, second) : first.union(second)
  }

  /// As `union`, of numbers with few values each.
  private mutating func few(_ first: Number, _ second: Number) -> Number {
    if let value = second.constant, contains(value, in: first) { return first }
    if second.set != 0, let value = first.constant, contains(value, in: second) { return second }
    let key =
      UInt64(UInt32(min(first.set, second.set))) << 32 | UInt64(UInt32(max(first.set, second.set)))
    let isKnown = first.set != 0 && second.set != 0
    if isKnown, let known = unions[key] {
      var result = first.union(second)
      result.set = known
      return result
    }
    var result = first.union(second)
    if let one = values(of: first), let other = values(of: second) {
      let count = merge(one, other)
      if count <= Self.most { result = number(count) }
    }
    if isKnown { unions[key] = result.set }
    return result
  }

  /// Puts the values of both together in the room of the arena; returns how many they are.
  private func merge(_ first: FewValues, _ second: FewValues) -> Int {
    let room = arena.room(for: 2 * Self.most)
    var (lefts, rights) = (first.makeIterator(), second.makeIterator())
    var (left, right, count) = (lefts.next(), rights.next(), 0)
    while left != nil || right != nil {
      let value = min(left ?? .max, right ?? .max)
      room[count] = value
      count += 1
      if left == value { left = lefts.next() }
      if right == value { right = rights.next() }
    }
    return count
  }

  /// Puts those values of the set of `number` for which `isIt` holds in the room of the arena; returns
  /// how many they are.
  private func select(from number: Number, where isIt: (UInt64) -> Bool) -> Int {
    let room = arena.room(for: Self.most)
    var count = 0
    for value in all[Int(number.set)] where isIt(value) {
      room[count] = value
      count += 1
    }
    return count
  }

  /// Those values of `number` for which `isIt` holds, if they are a set; `nil` otherwise.
  mutating func filtered(_ number: Number, where isIt: (UInt64) -> Bool) -> Number? {
    guard number.set != 0 else { return nil }
    return self.number(select(from: number, where: isIt))
  }

  /// What `change` makes of the values of `number`, if they are a set; `nil` otherwise.
  mutating func mapped(_ number: Number, _ change: (UInt64) -> UInt64) -> Number? {
    guard number.set != 0 else { return nil }
    return self.number(ofAny: all[Int(number.set)].map(change))
  }

  /// What `combine` makes of each value of `first` with each of `second`, if one of them is a set and
  /// both are few; `nil` otherwise, and where the result is not defined.
  mutating func combined(
    _ first: Number, _ second: Number, _ combine: (UInt64, UInt64) -> UInt64?
  ) -> Number? {
    guard let (left, right) = pairs(of: first, with: second) else { return nil }
    var results: [UInt64] = []
    results.reserveCapacity(Self.mostPairs)
    for one in left {
      for other in right {
        guard let result = combine(one, other) else { return nil }
        results.append(result)
      }
    }
    if results.count > Self.most {
      results = Set(results).sorted()
      guard results.count <= Self.most else { return nil }
    }
    return number(ofAny: results)
  }

  /// The values of `first` and of `second`, if one of them is a set and both are few enough to take each
  /// with each.
  private func pairs(of first: Number, with second: Number) -> (FewValues, FewValues)? {
    guard first.set != 0 || second.set != 0 else { return nil }
    guard let left = values(of: first), let right = values(of: second),
      left.count * right.count <= Self.mostPairs
    else { return nil }
    return (left, right)
  }

  /// How many pairs of values are combined one by one.
  private static let mostPairs = 64

  /// The outcome of comparing `left` with `right`, of `width` bits, if all values agree.
  func compare(
    _ predicate: Number.Predicate, _ left: Number, _ right: Number, width: Int
  ) -> Bool? {
    if let outcome = Number.compare(predicate, left, right, width: width) { return outcome }
    guard let (first, second) = pairs(of: left, with: right) else { return nil }
    var outcome: Bool?
    for one in first {
      for other in second {
        let new = Number.compare(predicate, Number(one), Number(other), width: width)
        if outcome != nil, outcome != new { return nil }
        outcome = new
      }
    }
    return outcome
  }

  /// The values of `number` that can stand in `predicate` to some value of `other`.
  mutating func refined(
    _ number: Number, _ predicate: Number.Predicate, _ other: Number, width: Int
  ) -> Number {
    guard number.set != 0 else { return number.refined(predicate, other, width: width) }
    let count = select(from: number) {
      compare(predicate, Number($0), other, width: width) != false
    }
    return self.number(count)
  }

  /// The values of `number` that are also among `other`.
  mutating func intersection(_ number: Number, _ other: Number) -> Number {
    guard number.set != 0 else { return number.intersection(other) }
    let count = select(from: number) { contains($0, in: other) }
    return self.number(count)
  }
}
