import Engine
import LLVM
import WholeProgram

/// What the engine is told of each instruction.
extension BodyReader {

  /// Reads `instruction`, which is no phi.
  func read(_ instruction: Instruction) {
    let value = instruction.value
    switch instruction.operation {
    case .alloca: readAlloca(instruction)
    case .load: readLoad(instruction)
    case .store: readStore(instruction)
    case .getElementPointer: readAddress(instruction)
    case .compareExchange: readExchange(instruction, [0, 2], arithmetic: false)
    case .readModifyWrite:
      readExchange(instruction, [0, 1], arithmetic: !instruction.isPlainExchange)
    case .fence: break
    case .truncate, .zeroExtend, .signExtend: readResize(instruction)
    case .pointerToInteger, .bitCast, .addressSpaceCast, .freeze: readCast(instruction)
    case .integerToPointer: add(.toPointer, value, [0])
    case .integerCompare:
      let width = CodeReader.width(of: value.operand(0).type)
      let predicate = Number.Predicate(instruction.predicate)
      if width > 0 {
        add(.compare, value, [0, 1], detail: predicate.rawValue)
      } else {
        add(.number, value, [])
      }
    case .select where CodeReader.width(of: value.operand(0).type) == 1:
      add(.select, value, [0, 1, 2])
    case .call, .invoke, .callBranch: readCall(instruction)
    case .extractValue: readExtract(instruction)
    case .insertValue, .extractElement, .insertElement, .shuffleVector, .select:
      add(.mixture, value, Array(0..<value.operandCount))
    case .return:
      let operands = (0..<value.operandCount).map { rest(of: value.operand($0)) }
      reader.add(.return, operands, block: block)
    case .branch: add(.branch, value, instruction.isConditional ? [0] : [])
    case .switch: readSwitch(instruction)
    case .indirectBranch: reader.add(.jump, [], block: block)
    case .unreachable: readUnreachable(instruction)
    case .variadicArgument:
      // Where the next argument stands is not followed: all of them go anywhere.
      let arguments = reader.code.functions[Int(number)].variadic
      if arguments >= 0 { reader.code.exposed.append(arguments) }
      reader.addForeign([], result: result(of: instruction), block: block)
    case .floatCompare, .floatRemainder: add(.number, value, [])
    default: readOther(instruction)
    }
  }

  /// Adds `action` on the operands of `value` with the indices `indices`.
  private func add(
    _ action: Code.Action, _ value: Value, _ indices: [Int], detail: UInt8 = 0, flags: UInt8 = 0,
    extra: Int32 = 0, size: Int = 0
  ) {
    let operands = indices.map { node(of: value.operand($0)) }
    reader.add(
      action, operands, detail: detail, flags: flags, result: result(of: value.asInstruction!),
      extra: extra, size: size, block: block)
  }

  /// Reads the end of a path; the assembly of a naked function finds its parameters where callers
  /// put them, and returns by itself.
  private func readUnreachable(_ instruction: Instruction) {
    let function = instruction.function
    guard function.hasAttribute("naked") else { return reader.add(.stop, [], block: block) }
    let result = reader.code.addNode(width: CodeReader.width(of: function.signature.result))
    reader.addForeign(function.parameters.map { node(of: $0) }, result: result, block: block)
    let isVoid = function.signature.result.kind == .void
    reader.add(.return, isVoid ? [] : [result], block: block)
  }

  /// Reads arithmetic, and what has no case of its own.
  private func readOther(_ instruction: Instruction) {
    let value = instruction.value
    if let operation = Self.operations[instruction.operation],
      CodeReader.width(of: value.type) > 0, value.type.kind == .integer
    {
      var flags = Number.Flags()
      if [.add, .subtract, .multiply, .shiftLeft].contains(instruction.operation) {
        if instruction.hasNoUnsignedWrap { flags.insert(.noUnsignedWrap) }
        if instruction.hasNoSignedWrap { flags.insert(.noSignedWrap) }
      }
      if value.type.bits == 64, DigitLoops.mayRead(instruction) { flags.insert(.readsDigits) }
      add(.arithmetic, value, [0, 1], detail: operation.rawValue, flags: flags.rawValue)
    } else if value.type.isFloatingPoint {
      add(.number, value, [])
    } else if value.type.kind == .pointer {
      reader.addForeign([], result: result(of: instruction), block: block)
    } else {
      let operands = (0..<value.operandCount).filter { value.operand($0).type.kind != .other }
      add(.mixture, value, operands)
    }
    if instruction.successorCount > 0 { reader.add(.jump, [], block: block) }
  }

  /// The engine's names for arithmetic.
  private static let operations: [LLVM.Operation: Number.Operation] = [
    .add: .add, .subtract: .subtract, .multiply: .multiply, .shiftLeft: .shiftLeft,
    .shiftRightLogical: .shiftRight, .shiftRightArithmetic: .shiftRightSigned, .and: .and,
    .or: .or, .xor: .xor, .unsignedDivide: .divide, .signedDivide: .divideSigned,
    .unsignedRemainder: .remainder, .signedRemainder: .remainderSigned,
  ]

  /// Reads an `alloca`: its result is the address of a new object.
  private func readAlloca(_ instruction: Instruction) {
    var object = Code.Object(kind: .stack)
    let unit = reader.program.module.size(of: instruction.allocatedType)
    if let count = instruction.value.operand(0).unsignedInteger {
      object.size = Int64(unit) * Int64(clamping: count)
    }
    object.alignment = Int64(max(1, instruction.alignment))
    object.isTyped = !instruction.allocatedType.isBytes
    // In the entry block it is made once for each call.
    if block == base { object.owner = number }
    reader.code.objects.append(object)
    reader.makerOfObject[ObjectID(reader.code.objects.count - 1)] = instruction
    let address = Code.Constant.address(ObjectID(reader.code.objects.count - 1), 0)
    reader.nodes[instruction.value] = reader.code.addConstant(address, width: 64)
  }

  /// Reads a load.
  private func readLoad(_ instruction: Instruction) {
    let size = reader.program.module.storeSize(of: instruction.value.type)
    let tag = tag(of: instruction)
    var kind = Code.LoadKind.ordinary
    if size < 8, parts.areLoaded(by: instruction) { kind = .parts }
    // No object is both a pointer and a floating-point number (C11, 6.5, 7).
    if instruction.value.type.isFloatingPoint,
      reader.aliasing.result.isScalar(tag)
    {
      kind = .number
    }
    add(.load, instruction.value, [0], detail: kind.rawValue, extra: tag, size: size)
  }

  /// Reads a store; one of many zero bytes fills memory.
  private func readStore(_ instruction: Instruction) {
    let stored = instruction.value.operand(0)
    let size = reader.program.module.storeSize(of: stored.type)
    let pointer = node(of: instruction.value.operand(1))
    if size > 8, stored.isConstant, stored.kind == .zero {
      let zero = reader.integerNode(0, width: 8)
      let length = reader.integerNode(UInt64(size), width: 64)
      return reader.add(.setMemory, [pointer, zero, length], block: block)
    }
    reader.add(
      .store, [pointer, node(of: stored)], extra: tag(of: instruction), size: size, block: block)
  }

  /// The number of the type-based tag of `instruction`.
  func tag(of instruction: Instruction) -> TypeAliasing.Tag {
    guard let node = instruction.metadata(.tbaa, in: reader.program.context) else { return 0 }
    return reader.aliasing.tag(node)
  }

  /// Reads an atomic exchange whose pointer and new values are the operands `indices`.
  private func readExchange(_ instruction: Instruction, _ indices: [Int], arithmetic: Bool) {
    let value = instruction.value
    let size = reader.program.module.storeSize(of: value.operand(1).type)
    add(.exchange, value, indices, detail: arithmetic ? 1 : 0, size: size)
  }

  /// Reads a truncation or an extension.
  private func readResize(_ instruction: Instruction) {
    let value = instruction.value
    let from = CodeReader.width(of: value.operand(0).type)
    guard from > 0, CodeReader.width(of: value.type) > 0 else { return add(.mixture, value, [0]) }
    let action: Code.Action =
      switch instruction.operation {
      case .truncate: .truncate
      case .zeroExtend: .extendZero
      default: .extendSign
      }
    add(action, value, [0])
  }

  /// Reads a cast that keeps all bits.
  private func readCast(_ instruction: Instruction) {
    let value = instruction.value
    let from = CodeReader.width(of: value.operand(0).type)
    let to = CodeReader.width(of: value.type)
    add(from == to && from > 0 ? .copy : .mixture, value, [0])
  }

  /// Reads the taking of a part of an aggregate.
  private func readExtract(_ instruction: Instruction) {
    let aggregate = instruction.value.operand(0)
    if aggregate.asInstruction?.operation == .compareExchange {
      let isOld = instruction.indices == [0]
      return add(isOld ? .copy : .number, instruction.value, isOld ? [0] : [])
    }
    add(.mixture, instruction.value, [0])
  }

  /// Reads a switch.
  private func readSwitch(_ instruction: Instruction) {
    let first = Int32(reader.code.cases.count)
    for index in 1..<max(1, instruction.successorCount) {
      reader.code.cases.append(instruction.caseValue(index).unsignedInteger ?? 0)
    }
    let condition = instruction.condition
    guard CodeReader.width(of: condition.type) > 0 else {
      return reader.add(.jump, [], block: block)
    }
    reader.add(.switch, [node(of: condition)], extra: first, block: block)
  }

  /// Reads an address computation.
  private func readAddress(_ instruction: Instruction) {
    let value = instruction.value
    guard value.type.kind == .pointer else {
      return add(.mixture, value, Array(0..<value.operandCount))
    }
    let distance = Self.steps(of: instruction, in: reader.program)
    let operands = [node(of: value.operand(0))] + distance.variable.map { node(of: $0.index) }
    let scales = distance.variable.map(\.scale)
    let offset = distance.constant
    let first = Int32(reader.code.scales.count)
    reader.code.scales.append(offset)
    reader.code.scales.append(contentsOf: scales)
    reader.add(
      .address, operands, flags: instruction.staysInObject ? 1 : 0, result: result(of: instruction),
      extra: first, block: block)
  }

  /// How far the address computation `instruction` goes: a constant number of bytes, and multiples of
  /// what else it depends on.
  private static func steps(
    of instruction: Instruction, in program: Program
  ) -> (constant: Int64, variable: [(index: Value, scale: Int64)]) {
    let value = instruction.value
    var type = value.sourceElementType
    var constant: Int64 = 0
    var variable: [(index: Value, scale: Int64)] = []
    for position in 1..<value.operandCount {
      let step = value.operand(position)
      if position > 1, type.kind == .structure {
        let field = Int(step.unsignedInteger ?? 0)
        constant += Int64(program.module.offset(of: field, in: type))
        type = type.field(field)
        continue
      }
      if position > 1 { type = type.element }
      let size = Int64(program.module.size(of: type))
      if let number = step.signedInteger {
        constant += number &* size
      } else {
        variable.append((step, size))
      }
    }
    return (constant, variable)
  }

  /// How far the address computation `instruction` goes, if that is constant.
  static func constantDistance(of instruction: Instruction, in program: Program) -> Int64? {
    guard instruction.value.type.kind == .pointer else { return nil }
    let distance = steps(of: instruction, in: program)
    return distance.variable.isEmpty ? distance.constant : nil
  }
}
