/// Which bytes of an object an access touches, and with which type.
struct AccessKey: Hashable, Sendable {

  /// The least offset in bytes.
  var low: Int64
  /// The greatest offset in bytes.
  var high: Int64
  /// The distance between two offsets in bytes; 0 iff there is one.
  var stride: Int64
  /// The bytes at each offset.
  var size: Int64
  /// The type-based tag.
  var tag: TypeAliasing.Tag

  /// How the bytes of one access lie to those of another.
  enum Relation: Equatable {
    /// They never meet.
    case apart
    /// They are the same bytes.
    case same
    /// The other's bytes stand `offset` bytes into these.
    case within(offset: Int64)
    /// They meet in some other way.
    case partial
  }

  /// The access of `size` bytes at `target`, as far as it touches an object of `objectSize` bytes
  /// (negative if that is not known); `nil` if it lies outside.
  init?(_ target: Target, size: Int64, objectSize: Int64, tag: TypeAliasing.Tag) {
    low = target.low
    high = target.high
    stride = target.stride
    self.size = size
    self.tag = tag
    let least = 1 - size
    if low < least { low = stride == 0 ? low : low + (least - low + stride - 1) / stride * stride }
    if objectSize >= 0, high > objectSize - 1 {
      high = stride == 0 ? high : low + (objectSize - 1 - low) / stride * stride
      if stride != 0, objectSize - 1 < low { return nil }
    }
    if low < least || objectSize >= 0 && high > objectSize - 1 || low > high { return nil }
    if low == high { stride = 0 }
  }

  /// `true` iff the access is to one field, perhaps of each structure in a table.
  var isPlaced: Bool { stride == 0 || stride > 8 }

  /// An access of any bytes.
  static func everything(size: Int64 = 1, tag: TypeAliasing.Tag = 0) -> AccessKey {
    AccessKey(low: Target.lowest, high: Target.highest, stride: 1, size: size, tag: tag)
  }

  /// An access with the given parts.
  init(low: Int64, high: Int64, stride: Int64, size: Int64, tag: TypeAliasing.Tag) {
    self.low = low
    self.high = high
    self.stride = low == high ? 0 : stride
    self.size = size
    self.tag = tag
  }

  /// How the bytes that `other` touches lie to those that this access touches, types apart.
  func relation(to other: AccessKey) -> Relation {
    if low >= other.high + other.size || other.low >= high + size { return .apart }
    let step = Target.divisor(stride, other.stride)
    if step == 0 {
      let distance = other.low - low
      return place(distance, other.size)
    }
    var distance = (other.low - low) % step
    if distance < 0 { distance += step }
    if distance == 0, size == other.size { return size <= step ? .same : .partial }
    if distance >= size, distance + other.size <= step { return .apart }
    if distance + other.size <= size, distance + other.size <= step, size <= step {
      return .within(offset: distance)
    }
    return .partial
  }

  /// The relation of `count` bytes `distance` bytes into this exact access.
  private func place(_ distance: Int64, _ count: Int64) -> Relation {
    if distance == 0, count == size { return .same }
    if distance >= 0, distance + count <= size { return .within(offset: distance) }
    return .partial
  }

  /// This access moved by `offset` bytes.
  func moved(by offset: Int64) -> AccessKey {
    AccessKey(low: low + offset, high: high + offset, stride: stride, size: size, tag: tag)
  }
}
