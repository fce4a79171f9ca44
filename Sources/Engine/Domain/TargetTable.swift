/// The targets that are more than an offset or all of them, each once, so that one is a number.
///
/// They stand in chunks that never move, so that `TargetList` can look at them while there come more.
/// Cost: a hash for each target that is packed.
final class TargetTable {

  /// Where the chunks stand.
  typealias Directory = UnsafeMutablePointer<UnsafeMutablePointer<Target>>

  /// The targets of a chunk, as a power of two.
  @inline(__always)
  static var chunkBits: Int { 14 }
  /// How many chunks there can be: as many targets as numbers.
  private static let mostChunks = 1 << (31 - 14)

  /// The chunks.
  let directory: Directory
  /// How many targets there are.
  private var count = 0
  /// The targets by their hashes.
  private var byHash = HashIndex()

  /// No targets.
  init() { directory = Directory.allocate(capacity: Self.mostChunks) }

  /// The target with the number `number` of those in `directory`.
  @inline(__always)
  static func target(_ number: UInt32, in directory: Directory) -> Target {
    directory[Int(number) >> chunkBits][Int(number) & (1 << chunkBits - 1)]
  }

  /// `target` in eight bytes.
  @inline(__always)
  func pack(_ target: Target) -> PackedTarget {
    if target.stride == 0, target.low >= 0, target.low < Int64(PackedTarget.anywhere) {
      return PackedTarget(
        target.object, isFragment: target.isFragment, UInt32(truncatingIfNeeded: target.low))
    }
    if target.low == Target.lowest, target.high == Target.highest, target.stride == 1 {
      return PackedTarget(target.object, isFragment: target.isFragment, PackedTarget.anywhere)
    }
    return PackedTarget(
      target.object, isFragment: target.isFragment, PackedTarget.firstNumber + number(of: target))
  }

  /// The number of `target`.
  private func number(of target: Target) -> UInt32 {
    var hash = WordHash()
    hash.mix(UInt64(UInt32(bitPattern: target.object)) << 1 | (target.isFragment ? 1 : 0))
    hash.mix(UInt64(bitPattern: target.low))
    hash.mix(UInt64(bitPattern: target.high) ^ UInt64(bitPattern: target.stride) << 40)
    let known = byHash.first(hash) {
      Self.target(UInt32(bitPattern: $0), in: directory) == target
    }
    if let known { return UInt32(bitPattern: known) }
    let (chunk, place) = (count >> Self.chunkBits, count & (1 << Self.chunkBits - 1))
    if place == 0 {
      precondition(chunk < Self.mostChunks, "there are more targets than numbers")
      directory[chunk] = UnsafeMutablePointer<Target>.allocate(capacity: 1 << Self.chunkBits)
    }
    (directory[chunk] + place).initialize(to: target)
    byHash.append(hash)
    count += 1
    return UInt32(count - 1)
  }

  deinit {
    for chunk in 0..<(count + 1 << Self.chunkBits - 1) >> Self.chunkBits {
      directory[chunk].deallocate()
    }
    directory.deallocate()
  }
}

/// The targets of a set, in order; they stand there as long as the sets do.
struct TargetList: RandomAccessCollection {

  /// The targets in eight bytes each.
  let packed: UnsafeBufferPointer<PackedTarget>
  /// Where those stand that do not fit.
  fileprivate let directory: TargetTable.Directory

  /// The targets `packed`, of which `table` knows what does not fit.
  @inline(__always)
  init(_ packed: UnsafeBufferPointer<PackedTarget>, _ table: TargetTable) {
    self.packed = packed
    directory = table.directory
  }

  /// The first index.
  @inline(__always)
  var startIndex: Int { 0 }
  /// The number of targets.
  @inline(__always)
  var endIndex: Int { packed.count }

  /// The target with the index `index`.
  @inline(__always)
  subscript(index: Int) -> Target { unpack(packed[index]) }

  /// What `packed` stands for.
  @inline(__always)
  func unpack(_ packed: PackedTarget) -> Target {
    let place = packed.place
    if place >= PackedTarget.firstNumber {
      return TargetTable.target(place - PackedTarget.firstNumber, in: directory)
    }
    var target =
      place == PackedTarget.anywhere
      ? Target.anywhere(in: packed.object) : Target(packed.object, at: Int64(place))
    target.isFragment = packed.isFragment
    return target
  }
}
