import Engine
import LLVM
import Model
import WholeProgram

/// Constants, and what variables hold at start.
extension CodeReader {

  /// The node of the constant `value`.
  func constantNode(_ value: Value) -> Code.NodeID {
    if let known = constantNodes[value] { return known }
    let width = Self.width(of: value.type)
    let node = code.addConstant(constant(value), width: width)
    constantNodes[value] = node
    return node
  }

  /// What the constant `value` is.
  func constant(_ value: Value) -> Code.Constant {
    switch value.kind {
    case .integer: value.unsignedInteger.map { .integer($0) } ?? .number
    case .null: .integer(0)
    case .zero: Self.width(of: value.type) > 0 ? .integer(0) : .number
    case .undefined: .undefined
    case .function, .variable: index[value].map { .address(Self.object(of: $0), 0) } ?? .unknown
    case .expression: expression(value)
    case .aggregate: mixture(value)
    case .data: .number
    case .blockAddress: .number
    case .alias: constant(value.operand(0))
    default: value.isFloatConstant ? .number : .unknown
    }
  }

  /// What the constant expression `value` is.
  private func expression(_ value: Value) -> Code.Constant {
    switch value.operation {
    case .getElementPointer:
      guard let offset = program.module.constantOffset(of: value) else { return mixture(value) }
      switch constant(value.operand(0)) {
      case .address(let object, let start): return .address(object, start + Int64(offset))
      case .unknown: return .unknown
      default: return mixture(value)
      }
    case .bitCast, .addressSpaceCast, .pointerToInteger:
      return Self.width(of: value.type) == 64 ? constant(value.operand(0)) : mixture(value)
    case .integerToPointer:
      let inner = constant(value.operand(0))
      if case .integer(let address) = inner, address >= 4096, address <= .max - 4096 {
        return .unknown
      }
      return inner
    default: return mixture(value)
    }
  }

  /// A mixture of the addresses in `value`.
  private func mixture(_ value: Value) -> Code.Constant {
    var objects: Set<ObjectID> = []
    collect(value, into: &objects)
    return objects.isEmpty ? .number : .mixture(objects.sorted())
  }

  /// Adds the objects that `value` names to `objects`.
  func collect(_ value: Value, into objects: inout Set<ObjectID>) {
    switch value.kind {
    case .function, .variable:
      objects.insert(index[value].map { Self.object(of: $0) } ?? 0)
    case .expression, .aggregate, .alias:
      for operand in value.operands { collect(operand, into: &objects) }
    default: break
    }
  }

  /// Reads what `variable` holds at start.
  func readContents(of variable: GlobalVariable, _ id: Symbol.ID) {
    guard let initialiser = variable.initialiser else { return }
    let object = Int(Self.object(of: id))
    if initialiser.kind == .zero || initialiser.kind == .null {
      code.objects[object].isZero = true
      return
    }
    let size = program.module.size(of: variable.contentType)
    var contents = Code.Contents(bytes: Array(repeating: 0, count: size), pointers: [])
    fill(&contents, with: initialiser, at: 0)
    contents.pointers.sort { $0.offset < $1.offset }
    if contents.pointers.isEmpty, contents.bytes.allSatisfy({ $0 == 0 }) {
      code.objects[object].isZero = true
      return
    }
    code.objects[object].contents = Int32(code.contents.count)
    code.contents.append(contents)
  }

  /// Writes `constant` at `offset` of `contents`.
  private func fill(_ contents: inout Code.Contents, with constant: Value, at offset: Int) {
    switch constant.kind {
    case .zero, .null, .undefined: break
    case .integer: fillInteger(&contents, constant, offset)
    case .data where constant.bytes != nil:
      for (position, byte) in constant.bytes!.enumerated() {
        contents.bytes[offset + position] = byte
      }
    case .data, .aggregate:
      let type = constant.type
      let isStructure = type.kind == .structure
      let count =
        isStructure ? type.fieldCount : type.kind == .array ? type.count : constant.operandCount
      let stride = isStructure ? 0 : program.module.size(of: type.element)
      for position in 0..<count {
        guard let part = constant.element(position) else { continue }
        let step = isStructure ? program.module.offset(of: position, in: type) : position * stride
        fill(&contents, with: part, at: offset + step)
      }
    default:
      fillOther(&contents, constant, offset)
    }
  }

  /// Writes the integer `constant` at `offset` of `contents`.
  private func fillInteger(_ contents: inout Code.Contents, _ constant: Value, _ offset: Int) {
    let size = program.module.storeSize(of: constant.type)
    guard let value = constant.unsignedInteger else {
      contents.pointers.append(.init(offset: Int64(offset), value: .number, size: Int64(size)))
      return
    }
    for byte in 0..<min(size, 8) {
      contents.bytes[offset + byte] = UInt8(truncatingIfNeeded: value >> UInt64(8 * byte))
    }
  }

  /// Writes a number that is no integer, or an address, at `offset` of `contents`.
  private func fillOther(_ contents: inout Code.Contents, _ constant: Value, _ offset: Int) {
    let size = program.module.storeSize(of: constant.type)
    contents.pointers.append(
      .init(offset: Int64(offset), value: self.constant(constant), size: Int64(size)))
  }
}
