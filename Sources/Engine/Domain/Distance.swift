/// How far an address computation moves a pointer: bytes from `low` to `high` in steps of `stride`
/// (0 iff there is one distance).
///
/// Why it is sound: a distance beyond `Target.highest` leaves every object, so that no element of a
/// table is a whole number of bytes other than `stride` away from another.
struct Distance: Hashable {

  /// The least distance in bytes.
  var low: Int64 = 0
  /// The greatest distance in bytes.
  var high: Int64 = 0
  /// The bytes between two distances.
  var stride: Int64 = 0

  /// No distance at all.
  init() {}

  /// The distance `number`, a signed number of 64 bits.
  init(_ number: Number) {
    let (least, most) = number.signedBounds(64)
    if least == most, abs(least.clamped) < Target.highest {
      low = least
      high = most
      return
    }
    stride = Int64(1) << Int64(min(30, (~number.zeros).trailingZeroBitCount))
    low = least.clamped
    high = most.clamped
    // All distances are multiples of the stride, whatever the ends are.
    low = (low + stride - 1) & ~(stride - 1)
    high &= ~(stride - 1)
    if least < low - stride || most > high + stride || low > high {
      // Beyond the bounds nothing is told apart, but for the low bits.
      (low, high) = (Target.lowest, Target.highest)
    }
  }

  /// The sum of two distances.
  static func + (_ first: Distance, _ second: Distance) -> Distance {
    var result = Distance()
    result.low = first.low + second.low
    result.high = first.high + second.high
    result.stride = Target.divisor(first.stride, second.stride)
    result.bound()
    return result
  }

  /// `distance` times `scale`.
  static func * (_ distance: Distance, _ scale: Int64) -> Distance {
    var result = Distance()
    guard abs(scale.clamped) < 1 << 21 else {
      if distance == Distance() { return result }
      result = Distance(.any(64))
      return result
    }
    let ends = [distance.low * scale, distance.high * scale]
    result.low = ends.min()!
    result.high = ends.max()!
    result.stride = distance.stride * abs(scale)
    result.bound()
    return result
  }

  /// Keeps the ends within the bounds of offsets, whole strides apart.
  private mutating func bound() {
    if low == high {
      stride = 0
      return
    }
    let step = max(stride, 1)
    if low < Target.lowest { low += (Target.lowest - low + step - 1) / step * step }
    if high > Target.highest { high -= (high - Target.highest + step - 1) / step * step }
    if low > high { (low, high, stride) = (Target.lowest, Target.highest, 1) }
  }
}

/// All distances that occur, each once, so that a distance is a number.
struct DistanceTable {

  /// The distances.
  private var all: [Distance] = []
  /// The distances by their hashes.
  private var byHash = HashIndex()

  /// The number of `distance`, less than 2^30.
  mutating func number(of distance: Distance) -> Int32 {
    var hash = WordHash()
    hash.mix(UInt64(bitPattern: distance.low))
    hash.mix(UInt64(bitPattern: distance.high))
    hash.mix(UInt64(bitPattern: distance.stride))
    if let known = byHash.first(hash, where: { all[Int($0)] == distance }) { return known }
    all.append(distance)
    byHash.append(hash)
    return Int32(all.count - 1)
  }
}

extension Int64 {

  /// The offset, or the bound that it lies beyond.
  fileprivate var clamped: Int64 { Swift.min(Swift.max(self, Target.lowest), Target.highest) }
}
