import CLLVM
import LLVMShim

extension Module {

  /// The names of the fields that hold pointers, by variable and offset in bytes, from debug information;
  /// of what stands at one place, the first.
  package var pointerFields: [String: [Int: String]] {
    /// What has been told so far.
    final class Collector {
      /// The names.
      var fields: [Value: [Int: String]] = [:]
    }
    let collector = Collector()
    shim_tell_pointer_fields(
      raw,
      { context, variable, offset, name in
        guard let context, let variable, let name else { return }
        let collector = Unmanaged<Collector>.fromOpaque(context).takeUnretainedValue()
        let value = Value(raw: variable)
        if collector.fields[value]?[Int(offset)] == nil {
          collector.fields[value, default: [:]][Int(offset)] = String(cString: name)
        }
      }, Unmanaged.passUnretained(collector).toOpaque())
    return Dictionary(
      collector.fields.map { ($0.key.name, $0.value) }, uniquingKeysWith: { first, _ in first })
  }

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
