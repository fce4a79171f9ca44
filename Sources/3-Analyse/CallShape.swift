import Engine
import LLVM

/// Shapes of calls from LLVM's types.
///
/// Indirect calls are matched with functions by shape, not by prototype, because programs do call
/// functions through pointers of other types (an `int` result ignored, a further argument ignored,
/// `long` for a pointer), and that works on the machine.
extension CallShape {

  /// The shape of arguments of the types `types`.
  init(of types: some Sequence<Type>) {
    self.init()
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
}
