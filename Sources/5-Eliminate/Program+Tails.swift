import LLVM
import WholeProgram

/// The ends of constants that nothing reads.
extension Program {

  /// Cuts off what is not read behind the bytes that are, where `sizes` says how many of a constant are;
  /// returns the number of constants that are shorter.
  ///
  /// What is left keeps its place and its elements. Texts stay, so that the linker can share their ends, and
  /// so do constants that stand in sections of their own, whose ends mean something.
  func cutTails(_ sizes: [String: Int]) -> Int {
    var count = 0
    for (name, size) in sizes.sorted(by: { $0.key < $1.key }) {
      guard let variable = module.variable(name), variable.isLocal, variable.isConstant,
        variable.section.isEmpty, !variable.isThreadLocal,
        let whole = variable.initialiser, whole.kind == .aggregate,
        let part = beginning(of: whole, size)
      else { continue }
      _ = variable.replacing(initialiser: part)
      count += 1
    }
    return count
  }

  /// Returns the elements of `constant` that the first `size` bytes of it are in; `nil` if these are all.
  private func beginning(of constant: Value, _ size: Int) -> Value? {
    let type = constant.type
    let elements = constant.operands
    switch type.kind {
    case .structure:
      let count = elements.indices.count { module.offset(of: $0, in: type) < size }
      guard count > 0, count < elements.count else { return nil }
      return context.structure(Array(elements.prefix(count)), isPacked: type.isPacked)
    case .array:
      let stride = module.size(of: type.element)
      guard stride > 1 else { return nil }
      let count = (size + stride - 1) / stride
      guard count > 0, count < elements.count else { return nil }
      return context.array(Array(elements.prefix(count)), of: type.element)
    default: return nil
    }
  }
}
