import LLVM

/// What a call passes, or a function takes, as the calling convention sees it: how many arguments
/// travel in integer registers, in vector registers and in memory.
///
/// Indirect calls are matched with functions by shape, not by prototype, because programs do call
/// functions through pointers of other types (an `int` result ignored, a further argument ignored,
/// `long` for a pointer), and that works on the machine. A call reaches every function that takes
/// no more of each kind than the call passes. (System V ABI for AMD64, section 3.2.3.)
struct CallShape: Hashable, Sendable {

  /// Arguments in integer registers.
  var integers: UInt8 = 0
  /// Arguments in vector registers.
  var vectors: UInt8 = 0
  /// Arguments in memory.
  var memory: UInt8 = 0

  /// The shape of arguments of the types `types`.
  init(of types: some Sequence<Type>) {
    for type in types { add(type) }
  }

  /// Counts an argument of type `type`.
  private mutating func add(_ type: Type) {
    switch type.kind {
    case .integer: integers &+= type.bits > 64 ? 2 : 1
    case .pointer: integers &+= 1
    case .floatingPoint, .vector: vectors &+= 1
    case .structure: for field in 0..<type.fieldCount { add(type.field(field)) }
    case .array: for _ in 0..<min(type.count, 16) { add(type.element) }
    default: memory &+= 1
    }
  }

  /// `true` iff a call of this shape can reach a function that takes `other`.
  func reaches(_ other: CallShape) -> Bool {
    other.integers <= integers && other.vectors <= vectors && other.memory <= memory
  }
}
