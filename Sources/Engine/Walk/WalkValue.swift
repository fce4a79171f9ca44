/// What a walk knows of a value.
enum WalkValue: Hashable {
  /// Nothing.
  case anything
  /// It is one of these numbers, and no address.
  case number(Number)
  /// It is the address some bytes into an object.
  case address(ObjectID, Int64)

  /// The value `constant`, of an integer.
  static func constant(_ constant: UInt64) -> WalkValue { .number(Number(constant)) }

  /// The number, if it is one.
  var number: Number? {
    if case .number(let number) = self { number } else { nil }
  }

  /// The object, if it is an address.
  var object: ObjectID? {
    if case .address(let object, _) = self { object } else { nil }
  }
}

/// Bytes of a local variable.
struct WalkCell: Hashable, Comparable {
  /// The variable.
  let object: ObjectID
  /// The offset in bytes.
  let offset: Int64
  /// The number of bytes.
  let size: Int64

  /// The order in which walks keep them.
  static func < (left: WalkCell, right: WalkCell) -> Bool {
    (left.object, left.offset, left.size) < (right.object, right.offset, right.size)
  }

  /// `true` iff the bytes meet those of `other`.
  func meets(_ other: WalkCell) -> Bool {
    object == other.object && offset < other.offset + other.size && other.offset < offset + size
  }
}

/// What a walk knows at one place: what is not listed may be anything.
struct WalkState: Hashable {
  /// Values of nodes.
  var values = WalkMap<Code.NodeID>()
  /// What local variables hold.
  var memory = WalkMap<WalkCell>()
}

/// A way in which a function that was walked through comes back.
struct WalkExit: Hashable {
  /// What it returns.
  let value: WalkValue
  /// What local variables hold then.
  let memory: WalkMap<WalkCell>
}

/// Where states are told apart: at a block, by where pointers into the text stand.
struct WalkKey: Hashable {
  /// The block; -1 for the end of a function.
  let block: Code.BlockID
  /// The offsets of pointers into the text, with where each is kept.
  var positions: [Position] = []

  /// A pointer into the text.
  struct Position: Hashable {
    /// The node that is the pointer, or -1.
    var node: Code.NodeID = -1
    /// The variable that holds it, or nothing.
    var cell: WalkCell?
    /// The offset in bytes.
    let offset: Int64

    /// Tells `hasher` what mostly differs.
    func hash(into hasher: inout Hasher) { hasher.combine(Int64(node) << 32 ^ offset) }
  }
}
