/// What is known of an integer: which bits are always 0 or always 1, and an unsigned interval.
///
/// What it is: the reduced product of known bits (Regehr and Duongsaa 2006; LLVM's `KnownBits`) and
/// unsigned intervals (Cousot 1976). Why it is sound: each operation returns a superset of what the
/// machine can compute; "no value" (bottom) is an interval whose ends are crossed. What it cannot
/// see: relations between integers; sets with holes that no bit shows are in `ConstantSets`. Cost: a few machine
/// instructions for each operation.
package struct Number: Hashable, Sendable {

  /// Bits that are 0 in every value; those beyond the width are.
  package var zeros: UInt64
  /// Bits that are 1 in every value.
  package var ones: UInt64
  /// The least value.
  package var low: UInt64
  /// The greatest value; less than `low` if there is no value at all.
  package var high: UInt64
  /// The set of values, where a few are known that bits and interval do not describe; 0 elsewhere.
  var set: ConstantSets.ID = 0

  /// The number with the given facts, which it draws further consequences from.
  init(zeros: UInt64, ones: UInt64, low: UInt64, high: UInt64) {
    self.zeros = zeros
    self.ones = ones
    self.low = low
    self.high = high
    reduce()
  }

  /// The one value `value`.
  package init(_ value: UInt64) {
    zeros = ~value
    ones = value
    low = value
    high = value
  }

  /// The values from `low` to `high`.
  init(from low: UInt64, through high: UInt64) {
    self.init(zeros: 0, ones: 0, low: low, high: high)
  }

  /// The values whose bits `zeros` are 0 and whose bits `ones` are 1.
  init(zeros: UInt64, ones: UInt64) {
    self.init(zeros: zeros, ones: ones, low: 0, high: .max)
  }

  /// No value.
  package static let none: Number = {
    var number = Number(0)
    number.zeros = .max
    number.ones = .max
    number.low = 1
    number.high = 0
    return number
  }()

  /// Any value of `width` bits.
  package static func any(_ width: Int) -> Number {
    var number = Number(0)
    number.high = mask(width)
    number.zeros = ~number.high
    return number
  }

  /// The bits of a value of `width` bits.
  @inline(__always)
  static func mask(_ width: Int) -> UInt64 { width >= 64 ? .max : (1 << UInt64(width)) - 1 }

  /// `true` iff there is no value.
  @inline(__always)
  package var isNone: Bool { low > high }

  /// The value, if there is exactly one.
  @inline(__always)
  package var constant: UInt64? { low == high ? low : nil }

  /// `true` iff `value` may be among the values.
  func contains(_ value: UInt64) -> Bool {
    low <= value && value <= high && value & zeros == 0 && value & ones == ones
  }

  /// Draws the consequences of bits for the interval, and the other way round.
  @inline(__always)
  private mutating func reduce() {
    guard low <= high, zeros & ones == 0 else {
      self = .none
      return
    }
    low = max(low, ones)
    high = min(high, ~zeros)
    guard low <= high else {
      self = .none
      return
    }
    // What both ends have in front of their first difference, all values have.
    let difference = low ^ high
    let common = difference == 0 ? .max : ~(UInt64.max >> UInt64(difference.leadingZeroBitCount))
    ones |= low & common
    zeros |= ~low & common
    if zeros & ones != 0 { self = .none }
  }

  /// The values of this one or of `other`.
  func union(_ other: Number) -> Number {
    if isNone { return other }
    if other.isNone { return self }
    return Number(
      zeros: zeros & other.zeros, ones: ones & other.ones, low: min(low, other.low),
      high: max(high, other.high))
  }

  /// The values of this one that are also among `other`.
  func intersection(_ other: Number) -> Number {
    if isNone || other.isNone { return .none }
    return Number(
      zeros: zeros | other.zeros, ones: ones | other.ones, low: max(low, other.low),
      high: min(high, other.high))
  }

  /// This one, grown from `old`, with interval ends moved to where types end, so that growth ends soon: a
  /// counter passes few of them, where it would pass as many powers of two as it has bits.
  ///
  /// Widening with thresholds (Blanchet et al., PLDI 2003, 7.1.2). What was known of the bits between is
  /// forgotten, since it alone would hold the interval's end where it was.
  func widened(from old: Number) -> Number {
    if isNone || old.isNone { return self }
    var wide = self
    if low < old.low { wide.low = 0 }
    if high > old.high {
      let bits = UInt64.bitWidth - high.leadingZeroBitCount
      wide.high = Self.mask(Self.typeWidth(for: bits))
      wide.zeros &= ~(wide.high ^ Self.mask(bits))
    }
    return Number(zeros: wide.zeros, ones: wide.ones, low: wide.low, high: wide.high)
  }

  /// The bits of the narrowest type, signed ones without their sign, that has at least `bits`.
  private static func typeWidth(for bits: Int) -> Int {
    switch bits {
    case ...8: 8
    case ...16: 16
    case ...31: 31
    case 32: 32
    case ...63: 63
    default: 64
    }
  }

  /// `true` iff all values are non-negative as signed numbers of `width` bits.
  func isNonNegative(_ width: Int) -> Bool { high <= Self.mask(width) >> 1 }

  /// `true` iff all values are negative as signed numbers of `width` bits.
  func isNegative(_ width: Int) -> Bool { low > Self.mask(width) >> 1 }

  /// The least and the greatest value as signed numbers of `width` bits.
  func signedBounds(_ width: Int) -> (Int64, Int64) {
    let shift = UInt64(64 - width)
    /// The signed meaning of `value`.
    func signed(_ value: UInt64) -> Int64 { Int64(bitPattern: value << shift) >> Int64(shift) }
    if isNonNegative(width) || isNegative(width) { return (signed(low), signed(high)) }
    let half = Self.mask(width) >> 1
    return (-Int64(bitPattern: half) - 1, Int64(bitPattern: half))
  }
}
