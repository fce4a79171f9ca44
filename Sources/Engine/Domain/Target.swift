/// What a pointer may point to: one object, at some of its bytes.
///
/// The offsets are a strided interval: from `low` to `high` in steps of `stride` bytes (0 iff there
/// is only one offset), as in value-set analysis (Balakrishnan and Reps 2004).
package struct Target: Hashable, Sendable {

  /// The object.
  package var object: ObjectID
  /// `true` iff the value holds only some bytes of the pointer.
  package var isFragment = false
  /// The least offset in bytes.
  package var low: Int64
  /// The greatest offset in bytes.
  package var high: Int64
  /// The distance between two offsets in bytes.
  package var stride: Int64

  /// The target `offset` bytes into `object`.
  package init(_ object: ObjectID, at offset: Int64 = 0) {
    self.init(object, from: offset, through: offset, stride: 0)
  }

  /// The target from `low` to `high` in steps of `stride` in `object`.
  init(_ object: ObjectID, from low: Int64, through high: Int64, stride: Int64) {
    self.object = object
    self.low = low
    self.high = high
    self.stride = low == high ? 0 : max(stride, 1)
  }

  /// The target somewhere in `object`.
  static func anywhere(in object: ObjectID) -> Target {
    Target(object, from: lowest, through: highest, stride: 1)
  }

  /// The offset that stands for "no lower bound".
  static let lowest = -(Int64(1) << 40)
  /// The offset that stands for "no upper bound".
  static let highest = Int64(1) << 40

  /// The targets of this one or of `other`, which is in the same object.
  func union(_ other: Target) -> Target {
    if self == other { return self }
    let stride = Self.divisor(
      Self.divisor(stride, other.stride), abs(low.subtractingClamped(other.low)))
    var result = Target(
      object, from: min(low, other.low), through: max(high, other.high), stride: stride)
    result.isFragment = isFragment
    return result
  }

  /// The number of offsets from `low` through `high` in steps of `stride`, which is 0 iff there is one.
  static func offsetCount(from low: Int64, through high: Int64, stride: Int64) -> Int64 {
    stride == 0 ? 1 : (high - low) / stride + 1
  }

  /// The number of its offsets.
  var offsetCount: Int64 { Self.offsetCount(from: low, through: high, stride: stride) }

  /// The greatest common divisor of `first` and `second`, where 0 is divisible by everything.
  static func divisor(_ first: Int64, _ second: Int64) -> Int64 {
    var (larger, smaller) = (first, second)
    while smaller != 0 { (larger, smaller) = (smaller, larger % smaller) }
    return larger
  }

  /// This one moved by `low` to `high` bytes in steps of `stride`.
  func moved(from low: Int64, through high: Int64, stride: Int64) -> Target {
    var result = self
    let step = Self.divisor(self.stride, low == high ? 0 : stride)
    result.low = (self.low + low).notBelow(Self.lowest, step)
    result.high = (self.high + high).notAbove(Self.highest, step)
    if result.low > result.high { return .anywhere(in: object) }
    result.stride = result.low == result.high ? 0 : max(1, step)
    return result
  }

  /// This one with bounds that an increment would not move again.
  func widened(from old: Target, size: Int64) -> Target {
    var result = self
    let most = size >= 0 && high <= size ? size : Self.highest
    if high > old.high { result.high = most }
    if low < old.low {
      let least = size >= 0 && low >= 0 ? 0 : Self.lowest
      // The first step, too, stays a multiple of the stride away.
      result.low = stride > 1 ? low - (low - least) / stride * stride : least
    }
    if result.high > old.high, stride > 1 {
      // The last step must stay a multiple of the stride away from the first one.
      result.high = result.low + (result.high - result.low) / stride * stride
    }
    return result
  }
}

extension Int64 {

  /// The least offset from `bound` on that is a multiple of `step` away.
  fileprivate func notBelow(_ bound: Int64, _ step: Int64) -> Int64 {
    if self >= bound { return self }
    return step <= 1 ? bound : self + (bound - self + step - 1) / step * step
  }

  /// The greatest offset up to `bound` that is a multiple of `step` away.
  fileprivate func notAbove(_ bound: Int64, _ step: Int64) -> Int64 {
    if self <= bound { return self }
    return step <= 1 ? bound : self - (self - bound + step - 1) / step * step
  }

  /// The difference, which offsets never overflow.
  fileprivate func subtractingClamped(_ other: Int64) -> Int64 { self &- other }
}

/// The number of an object.
package typealias ObjectID = Int32
