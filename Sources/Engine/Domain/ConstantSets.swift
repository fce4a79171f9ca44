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
  private var all: [[UInt64]] = [[]]
  /// The sets by their hashes.
  private var byHash: HashChains = {
    var result = HashChains()
    result.append(hash([]))
    return result
  }()
  /// Unions that were made before.
  private var unions = NumberTable()

  /// The values of `number` in order, if they are few.
  func values(of number: Number) -> [UInt64]? {
    if number.set != 0 { return all[Int(number.set)] }
    guard !number.isNone, Self.isFew(number) else { return nil }
    return (number.low...number.high).filter { number.contains($0) }
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

  /// The number that is one of `values`, which are in order and differ.
  private mutating func number(_ values: [UInt64]) -> Number {
    guard let low = values.first, let high = values.last else { return .none }
    var result = Number(
      zeros: ~values.reduce(0, |), ones: values.reduce(.max, &), low: low, high: high)
    if values.count > 1, values.count <= Self.most, !Self.fill(values, result) {
      result.set = intern(values)
    }
    return result
  }

  /// `true` iff the bits and the interval of `number` leave no other values than `values`.
  private static func fill(_ values: [UInt64], _ number: Number) -> Bool {
    let span = number.high - number.low
    if span >= UInt64(values.count) << 4 { return false }
    return (number.low...number.high).count { number.contains($0) } == values.count
  }

  /// The number of the set of `values`.
  private mutating func intern(_ values: [UInt64]) -> ID {
    let hash = Self.hash(values)
    if let known = byHash.last(hash, where: { all[Int($0)] == values }) { return known }
    all.append(values)
    byHash.append(hash)
    return ID(all.count - 1)
  }

  /// A hash of `values`.
  private static func hash(_ values: [UInt64]) -> WordHash {
    var hash = WordHash()
    for value in values { hash.mix(value) }
    return hash
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
      let values = Set(one).union(other).sorted()
      if values.count <= Self.most { result = number(values) }
    }
    if isKnown { unions[key] = result.set }
    return result
  }

  /// Those values of `number` for which `isIt` holds, if they are few; `nil` otherwise.
  mutating func filtered(_ number: Number, where isIt: (UInt64) -> Bool) -> Number? {
    guard number.set != 0 else { return nil }
    return self.number(all[Int(number.set)].filter(isIt))
  }

  /// What `change` makes of the values of `number`, if they are a set; `nil` otherwise.
  mutating func mapped(_ number: Number, _ change: (UInt64) -> UInt64) -> Number? {
    guard number.set != 0 else { return nil }
    return self.number(Set(all[Int(number.set)].map(change)).sorted())
  }

  /// What `combine` makes of each value of `first` with each of `second`, if one of them is a set and
  /// both are few; `nil` otherwise, and where the result is not defined.
  mutating func combined(
    _ first: Number, _ second: Number, _ combine: (UInt64, UInt64) -> UInt64?
  ) -> Number? {
    guard let (left, right) = pairs(of: first, with: second) else { return nil }
    var results: Set<UInt64> = []
    for one in left {
      for other in right {
        guard let result = combine(one, other) else { return nil }
        results.insert(result)
      }
    }
    return results.count <= Self.most ? number(results.sorted()) : nil
  }

  /// The values of `first` and of `second`, if one of them is a set and both are few enough to take each
  /// with each.
  private func pairs(of first: Number, with second: Number) -> ([UInt64], [UInt64])? {
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
    return self.number(
      all[Int(number.set)].filter {
        compare(predicate, Number($0), other, width: width) != false
      })
  }

  /// The values of `number` that are also among `other`.
  mutating func intersection(_ number: Number, _ other: Number) -> Number {
    guard number.set != 0 else { return number.intersection(other) }
    return self.number(all[Int(number.set)].filter { contains($0, in: other) })
  }
}
