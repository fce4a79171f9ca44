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
}
