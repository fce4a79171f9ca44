/// A target in eight bytes: equal ones are equal targets.
///
/// The object and whether it is a fragment stand in the upper half, so that sets are in order of their
/// upper halves. The lower half is an offset, or says that there are all of them, or is a number in a
/// `TargetTable`. Most sets hold little else than the first two kinds.
struct PackedTarget: Equatable {

  /// The bits.
  let bits: UInt64

  /// The lower half of what may be anywhere in its object.
  static let anywhere: UInt32 = 0x7fff_ffff
  /// The first lower half that is a number in a table, which this is added to.
  static let firstNumber: UInt32 = 0x8000_0000

  /// The target in `object` whose lower half is `place`.
  @inline(__always)
  init(_ object: ObjectID, isFragment: Bool, _ place: UInt32) {
    bits =
      UInt64(UInt32(bitPattern: object)) << 33 | (isFragment ? 1 << 32 : 0) | UInt64(place)
  }

  /// What orders a set: object, and fragments behind whole pointers.
  @inline(__always)
  var rank: UInt32 { UInt32(truncatingIfNeeded: bits >> 32) }

  /// The object.
  @inline(__always)
  var object: ObjectID { ObjectID(truncatingIfNeeded: bits >> 33) }

  /// `true` iff the value holds only some bytes of the pointer.
  @inline(__always)
  var isFragment: Bool { bits & 1 << 32 != 0 }

  /// The lower half.
  @inline(__always)
  var place: UInt32 { UInt32(truncatingIfNeeded: bits) }
}
