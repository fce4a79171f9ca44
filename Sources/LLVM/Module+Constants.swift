extension Module {

  /// Returns `constant`, which stands `offset` bytes into a variable, with what `change` gives for each part of
  /// it that has no parts in the place of that; `change` is told where the part stands.
  package func rewriting(
    _ constant: Value, at offset: Int = 0, in context: Context,
    _ change: (_ part: Value, _ offset: Int) -> Value
  ) -> Value {
    guard constant.kind == .aggregate else { return change(constant, offset) }
    let type = constant.type
    let isStructure = type.kind == .structure
    let stride = isStructure ? 0 : size(of: type.element)
    let parts = constant.operands.enumerated().map { position, part in
      let step = isStructure ? self.offset(of: position, in: type) : position * stride
      return rewriting(part, at: offset + step, in: context, change)
    }
    return parts == constant.operands ? constant : constant.rebuilt(from: parts, in: context)
  }
}
