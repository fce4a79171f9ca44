/// Comparisons of numbers, and what a comparison's outcome says of its operands.
extension Number {

  /// How two integers are compared.
  package enum Predicate: UInt8, Sendable {
    case equal, notEqual
    case greater, greaterOrEqual, less, lessOrEqual
    case signedGreater, signedGreaterOrEqual, signedLess, signedLessOrEqual

    /// The predicate that holds exactly when this one does not.
    package var negated: Predicate {
      switch self {
      case .equal: .notEqual
      case .notEqual: .equal
      case .greater: .lessOrEqual
      case .greaterOrEqual: .less
      case .less: .greaterOrEqual
      case .lessOrEqual: .greater
      case .signedGreater: .signedLessOrEqual
      case .signedGreaterOrEqual: .signedLess
      case .signedLess: .signedGreaterOrEqual
      case .signedLessOrEqual: .signedGreater
      }
    }

    /// The predicate with the operands exchanged.
    package var swapped: Predicate {
      switch self {
      case .equal, .notEqual: self
      case .greater: .less
      case .greaterOrEqual: .lessOrEqual
      case .less: .greater
      case .lessOrEqual: .greaterOrEqual
      case .signedGreater: .signedLess
      case .signedGreaterOrEqual: .signedLessOrEqual
      case .signedLess: .signedGreater
      case .signedLessOrEqual: .signedGreaterOrEqual
      }
    }
  }

  /// The outcome of comparing `left` with `right`, of `width` bits, if all values agree.
  static func compare(
    _ predicate: Predicate, _ left: Number, _ right: Number, width: Int
  ) -> Bool? {
    switch predicate {
    case .equal:
      if let first = left.constant, let second = right.constant { return first == second }
      if left.intersection(right).isNone { return false }
      return nil
    case .notEqual:
      return compare(.equal, left, right, width: width).map { !$0 }
    case .less: return order(left.low, left.high, right.low, right.high)
    case .lessOrEqual: return order(right.low, right.high, left.low, left.high).map { !$0 }
    case .greater: return order(right.low, right.high, left.low, left.high)
    case .greaterOrEqual: return order(left.low, left.high, right.low, right.high).map { !$0 }
    default:
      let (low, high) = left.signedBounds(width)
      let (least, most) = right.signedBounds(width)
      switch predicate {
      case .signedLess: return order(low, high, least, most)
      case .signedLessOrEqual: return order(least, most, low, high).map { !$0 }
      case .signedGreater: return order(least, most, low, high)
      default: return order(low, high, least, most).map { !$0 }
      }
    }
  }

  /// `true` iff everything up to `high` is less than `least`; `false` iff nothing is less.
  private static func order<T: Comparable>(_ low: T, _ high: T, _ least: T, _ most: T) -> Bool? {
    if high < least { return true }
    if low >= most { return false }
    return nil
  }

  /// The values of this one that can stand in `predicate` to some value of `other`.
  func refined(_ predicate: Predicate, _ other: Number, width: Int) -> Number {
    if isNone || other.isNone { return self }
    let mask = Self.mask(width)
    switch predicate {
    case .equal: return intersection(other)
    case .notEqual:
      guard let value = other.constant else { return self }
      if constant == value { return .none }
      if low == value { return Number(zeros: zeros, ones: ones, low: low + 1, high: high) }
      if high == value { return Number(zeros: zeros, ones: ones, low: low, high: high - 1) }
      return self
    case .less: return other.high == 0 ? .none : clamped(0, other.high - 1)
    case .lessOrEqual: return clamped(0, other.high)
    case .greater: return other.low >= mask ? .none : clamped(other.low + 1, mask)
    case .greaterOrEqual: return clamped(other.low, mask)
    default: return refinedSigned(predicate, other, width)
    }
  }

  /// The values of this one between `low` and `high`.
  private func clamped(_ low: UInt64, _ high: UInt64) -> Number {
    Number(zeros: zeros, ones: ones, low: max(self.low, low), high: min(self.high, high))
  }

  /// As `refined`, for signed predicates.
  private func refinedSigned(_ predicate: Predicate, _ other: Number, _ width: Int) -> Number {
    let half = Self.mask(width) >> 1
    switch predicate {
    case .signedGreater, .signedGreaterOrEqual:
      let strict: UInt64 = predicate == .signedGreater ? 1 : 0
      if other.isNonNegative(width) { return clamped(other.low &+ strict, half) }
      // Greater than minus one: not negative.
      if strict == 1, other.constant == Self.mask(width) { return clamped(0, half) }
      return self
    case .signedLess, .signedLessOrEqual:
      let strict: UInt64 = predicate == .signedLess ? 1 : 0
      if strict == 1, other.constant == 0 { return clamped(half + 1, Self.mask(width)) }
      if isNonNegative(width), other.isNonNegative(width) {
        if other.high < strict { return .none }
        return clamped(0, other.high - strict)
      }
      return self
    default:
      return self
    }
  }
}
