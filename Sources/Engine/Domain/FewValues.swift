/// The values of a number that has few, in order.
struct FewValues: Sequence {

  /// The number.
  private let number: Number
  /// The values, where a set tells them.
  private let listed: UnsafeBufferPointer<UInt64>?

  /// The values of `number`, which are `listed` or else those that its bits and its interval leave.
  @inline(__always)
  init(_ number: Number, _ listed: UnsafeBufferPointer<UInt64>?) {
    self.number = number
    self.listed = listed
  }

  /// How many there are.
  var count: Int { listed?.count ?? reduce(0) { count, _ in count + 1 } }

  /// Walks over the values.
  @inline(__always)
  func makeIterator() -> Iterator {
    Iterator(number: number, listed: listed, from: listed == nil ? number.low : 0)
  }

  /// A walk over the values.
  struct Iterator: IteratorProtocol {

    /// The number.
    fileprivate let number: Number
    /// The values, where a set tells them.
    fileprivate let listed: UnsafeBufferPointer<UInt64>?
    /// The next value to look at, or the index of the next one.
    private var cursor: UInt64
    /// `true` iff the greatest value has been looked at.
    private var isDone = false

    /// A walk that begins at `start`.
    fileprivate init(number: Number, listed: UnsafeBufferPointer<UInt64>?, from start: UInt64) {
      self.number = number
      self.listed = listed
      cursor = start
      isDone = listed == nil && number.isNone
    }

    /// The next value.
    mutating func next() -> UInt64? {
      if let listed {
        guard cursor < UInt64(listed.count) else { return nil }
        cursor += 1
        return listed[Int(cursor) - 1]
      }
      while !isDone {
        let value = cursor
        isDone = value == number.high
        cursor &+= 1
        if number.contains(value) { return value }
      }
      return nil
    }
  }
}
