/// Arithmetic on numbers of a given width in bits.
extension Number {

  /// The operations on two numbers.
  package enum Operation: UInt8, Sendable {
    case add, subtract, multiply, shiftLeft, shiftRight, shiftRightSigned, and, or, xor
    case divide, divideSigned, remainder, remainderSigned
  }

  /// What an operation promises not to do.
  package struct Flags: OptionSet, Sendable {
    /// The bits.
    package let rawValue: UInt8
    /// Flags with the bits `rawValue`.
    package init(rawValue: UInt8) { self.rawValue = rawValue }
    /// The result does not wrap as an unsigned number.
    package static let noUnsignedWrap = Flags(rawValue: 1)
    /// The result does not wrap as a signed number.
    package static let noSignedWrap = Flags(rawValue: 2)
    /// The result may be a number of 64 bits out of digits that are read.
    package static let readsDigits = Flags(rawValue: 4)
  }

  /// The result of `operation` on `left` and `right`, of `width` bits.
  static func apply(
    _ operation: Operation, _ left: Number, _ right: Number, width: Int, flags: Flags
  ) -> Number {
    if left.isNone || right.isNone { return .none }
    if let first = left.constant, let second = right.constant {
      return compute(operation, first, second, width).map { Number($0) } ?? .any(width)
    }
    switch operation {
    case .add: return sum(left, right, width, flags)
    case .subtract: return difference(left, right, width, flags)
    case .multiply: return product(left, right, width)
    case .shiftLeft: return left.shiftedLeft(by: right, width)
    case .shiftRight: return left.shiftedRight(by: right, width)
    case .shiftRightSigned:
      return left.isNonNegative(width) ? left.shiftedRight(by: right, width) : .any(width)
    case .and:
      return Number(
        zeros: left.zeros | right.zeros, ones: left.ones & right.ones, low: 0,
        high: min(left.high, right.high))
    case .or:
      return Number(
        zeros: left.zeros & right.zeros, ones: left.ones | right.ones,
        low: max(left.low, right.low), high: .max)
    case .xor:
      return Number(
        zeros: left.zeros & right.zeros | left.ones & right.ones,
        ones: left.zeros & right.ones | left.ones & right.zeros)
    case .divide: return quotient(left, right)
    case .remainder: return remainder(left, right)
    case .divideSigned:
      return left.isNonNegative(width) && right.isNonNegative(width)
        ? quotient(left, right) : .any(width)
    case .remainderSigned:
      return left.isNonNegative(width) && right.isNonNegative(width)
        ? remainder(left, right) : .any(width)
    }
  }

  /// The result of `operation` on two values of `width` bits; `nil` if it is not defined.
  static func compute(
    _ operation: Operation, _ left: UInt64, _ right: UInt64, _ width: Int
  ) -> UInt64? {
    let mask = mask(width)
    let shift = Int64(64 - width)
    let first = Int64(bitPattern: left << UInt64(shift)) >> shift
    let second = Int64(bitPattern: right << UInt64(shift)) >> shift
    switch operation {
    case .add: return (left &+ right) & mask
    case .subtract: return (left &- right) & mask
    case .multiply: return (left &* right) & mask
    case .shiftLeft: return right < width ? (left << right) & mask : nil
    case .shiftRight: return right < width ? left >> right : nil
    case .shiftRightSigned: return right < width ? UInt64(bitPattern: first >> right) & mask : nil
    case .and: return left & right
    case .or: return left | right
    case .xor: return left ^ right
    case .divide: return right == 0 ? nil : left / right
    case .remainder: return right == 0 ? nil : left % right
    case .divideSigned:
      let (quotient, overflow) =
        second == 0 ? (0, true) : first.dividedReportingOverflow(by: second)
      return overflow ? nil : UInt64(bitPattern: quotient) & mask
    case .remainderSigned:
      let (rest, overflow) =
        second == 0 ? (0, true) : first.remainderReportingOverflow(dividingBy: second)
      return overflow ? nil : UInt64(bitPattern: rest) & mask
    }
  }

  /// The known bits of `left` + `right` + `carry`.
  private static func addBits(
    _ left: Number, _ right: (zeros: UInt64, ones: UInt64), carry: UInt64
  ) -> (zeros: UInt64, ones: UInt64) {
    let most = ~left.zeros &+ ~right.zeros &+ carry
    let least = left.ones &+ right.ones &+ carry
    let carryZeros = ~(most ^ left.zeros ^ right.zeros)
    let carryOnes = least ^ left.ones ^ right.ones
    let known =
      (left.zeros | left.ones) & (right.zeros | right.ones) & (carryZeros | carryOnes)
    return (~most & known, least & known)
  }

  /// The sum.
  private static func sum(_ left: Number, _ right: Number, _ width: Int, _ flags: Flags) -> Number {
    let mask = mask(width)
    let bits = addBits(left, (right.zeros, right.ones), carry: 0)
    var low: UInt64 = 0
    var high = mask
    let (greatest, overflow) = left.high.addingReportingOverflow(right.high)
    let (least, wraps) = left.low.addingReportingOverflow(right.low)
    let staysPositive =
      flags.contains(.noSignedWrap) && left.isNonNegative(width) && right.isNonNegative(width)
    if !overflow, greatest <= mask {
      (low, high) = (least, greatest)
    } else if staysPositive {
      (low, high) = (wraps ? 0 : min(least, mask >> 1), mask >> 1)
    } else if flags.contains(.noUnsignedWrap) {
      low = wraps ? 0 : min(least, mask)
    } else if wraps || least > mask {
      // Every sum wraps: the same as a subtraction that never does.
      (low, high) = (least & mask, greatest & mask)
    }
    return Number(zeros: bits.zeros | ~mask, ones: bits.ones & mask, low: low, high: high)
  }

  /// The difference.
  private static func difference(
    _ left: Number, _ right: Number, _ width: Int, _ flags: Flags
  ) -> Number {
    let mask = mask(width)
    let bits = addBits(left, (right.ones, right.zeros), carry: 1)
    var low: UInt64 = 0
    var high = mask
    if left.low >= right.high {
      (low, high) = (left.low - right.high, left.high - right.low)
    } else if flags.contains(.noUnsignedWrap), left.high >= right.low {
      high = left.high - right.low
    }
    return Number(zeros: bits.zeros & mask | ~mask, ones: bits.ones & mask, low: low, high: high)
  }

  /// The product.
  private static func product(_ left: Number, _ right: Number, _ width: Int) -> Number {
    let mask = mask(width)
    let trailing = min(
      63, (~left.zeros).trailingZeroBitCount + (~right.zeros).trailingZeroBitCount)
    var number = Number.any(width)
    let (greatest, overflow) = left.high.multipliedReportingOverflow(by: right.high)
    if !overflow, greatest <= mask {
      number.low = left.low * right.low
      number.high = greatest
    }
    return Number(
      zeros: number.zeros | (1 << UInt64(trailing)) - 1, ones: 0, low: number.low,
      high: number.high)
  }

  /// This one shifted left.
  private func shiftedLeft(by amount: Number, _ width: Int) -> Number {
    let mask = Self.mask(width)
    guard let bits = amount.constant else {
      let trailing = UInt64(min(63, (~zeros).trailingZeroBitCount))
      return Number(zeros: ~mask | (1 << trailing) - 1, ones: 0)
    }
    guard bits < width else { return .any(width) }
    let fits = high <= mask >> bits
    return Number(
      zeros: zeros << bits | (1 << bits) - 1 | ~mask, ones: (ones << bits) & mask,
      low: fits ? low << bits : 0, high: fits ? high << bits : mask)
  }

  /// This one shifted right, with zeros from the left.
  private func shiftedRight(by amount: Number, _ width: Int) -> Number {
    guard let bits = amount.constant else { return Number(from: 0, through: high) }
    guard bits < width else { return .any(width) }
    return Number(
      zeros: zeros >> bits | ~(UInt64.max >> bits), ones: ones >> bits, low: low >> bits,
      high: high >> bits)
  }

  /// The unsigned quotient.
  private static func quotient(_ left: Number, _ right: Number) -> Number {
    guard right.high > 0 else { return Number(from: 0, through: left.high) }
    return Number(from: left.low / right.high, through: left.high / max(1, right.low))
  }

  /// The unsigned remainder.
  private static func remainder(_ left: Number, _ right: Number) -> Number {
    guard right.high > 0 else { return Number(from: 0, through: left.high) }
    let high = min(left.high, right.high - 1)
    guard let divisor = right.constant, divisor & (divisor - 1) == 0 else {
      return Number(from: 0, through: high)
    }
    let mask = divisor - 1
    return Number(zeros: left.zeros | ~mask, ones: left.ones & mask)
  }

  /// The low `width` bits.
  func truncated(to width: Int) -> Number {
    let mask = Self.mask(width)
    if isNone || high <= mask { return self }
    return Number(zeros: zeros | ~mask, ones: ones & mask, low: 0, high: mask)
  }

  /// This one, of `from` bits, with its sign bit repeated up to `width` bits.
  func signExtended(from: Int, to width: Int) -> Number {
    if isNone || isNonNegative(from) { return self }
    let upper = Self.mask(width) & ~Self.mask(from)
    let sign: UInt64 = 1 << UInt64(from - 1)
    if isNegative(from) {
      return Number(
        zeros: zeros & ~upper, ones: ones | upper, low: low | upper, high: high | upper)
    }
    return Number(zeros: zeros & ~upper & ~sign, ones: ones & ~sign).truncated(to: width)
  }

  /// The `width` bits that start `offset` bits from the right.
  func extracted(at offset: Int, width: Int) -> Number {
    if isNone { return self }
    if offset >= 64 { return .any(width) }
    if offset == 0 { return truncated(to: width) }
    return shiftedRight(by: Number(UInt64(offset)), 64).truncated(to: width)
  }
}
