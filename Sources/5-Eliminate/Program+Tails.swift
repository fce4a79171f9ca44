import LLVM
import WholeProgram

/// The ends of constants that nothing reads.
extension Program {

  /// Cuts off what is not read behind the bytes of constants that are; returns the number of constants that
  /// are shorter.
  ///
  /// What is left keeps its place and its elements. Texts stay, so that the linker can share their ends.
  func cutTails(_ analysis: Analysis) -> Int {
    var count = 0
    for (variable, whole, read) in variablesRead(analysis) {
      guard variable.isConstant, let end = read.map(\.end).max(),
        let part = beginning(of: whole, end)
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
