import Engine
import LLVM
import WholeProgram

/// What the engine is told of calls.
extension BodyReader {

  /// Reads a call.
  func readCall(_ call: Instruction) {
    if call.callee.kind == .inlineAssembly {
      readAssembly(call)
    } else if let target = call.callee.asFunction, target.isIntrinsic {
      readIntrinsic(call, target.name)
    } else {
      let isThreads = call.callee.asFunction.map { readThreadCall(call, of: $0) } ?? false
      if !isThreads { addCall(call, result: result(of: call)) }
    }
    if call.operation != .call { reader.add(.jump, [], block: block) }
  }

  /// Adds `call` as a call that gives its result to `result`.
  func addCall(_ call: Instruction, result: Code.NodeID) {
    var operands = [node(of: call.callee)] + call.arguments.map { node(of: $0) }
    if call.calledType.isVariadic { exposeCopies(of: call, &operands) }
    let shape = CallShape(of: call.arguments.map(\.type))
    let packed =
      Int32(shape.integers) | Int32(shape.vectors) << 8 | Int32(shape.memory) << 16
    noteDispatch(of: call)
    reader.add(.call, operands, result: result, extra: packed, block: block)
  }

  /// Replaces those `operands` of the variadic `call` that point to structures which it copies: the list
  /// of arguments holds the structure itself, of which nothing is known then.
  private func exposeCopies(of call: Instruction, _ operands: inout [Code.NodeID]) {
    let named = call.calledType.parameters.count
    for index in named..<call.argumentCount where call.copiesArgument(index) {
      reader.addForeign([operands[index + 1]], result: -1, block: block)
      operands[index + 1] = reader.unknownNode
    }
  }

  /// Reads a call of the intrinsic function `name`.
  private func readIntrinsic(_ call: Instruction, _ name: String) {
    let arguments = call.arguments
    let base = name.split(separator: ".").dropFirst().first.map(String.init) ?? ""
    /// The nodes of the arguments `indices`.
    func nodes(_ indices: Int...) -> [Code.NodeID] { indices.map { node(of: arguments[$0]) } }
    switch base {
    case "memcpy", "memmove": reader.add(.copyMemory, nodes(0, 1, 2), block: block)
    case "memset": reader.add(.setMemory, nodes(0, 1, 2), block: block)
    case "va_start": reader.add(.startVariadic, nodes(0), block: block)
    case "va_copy":
      let size = reader.integerNode(24, width: 64)
      reader.add(.copyMemory, nodes(0, 1) + [size], block: block)
    case "experimental" where name.contains(".constrained."):
      // Arithmetic of floating-point numbers under the rules of <fenv.h>.
      reader.add(.number, [], result: result(of: call), block: block)
    case "va_end", "lifetime", "dbg", "assume", "donothing", "stackrestore", "prefetch", "trap",
      "debugtrap", "experimental", "invariant", "sideeffect", "fake":
      if call.value.type.kind != .void { addUnknown(call) }
    case "thread":
      guard let pointer = reader.threadPointer else { return addUnknown(call) }
      readThread(pointer, result: result(of: call))
    case "expect", "threadlocal", "launder", "strip", "ssa", "annotation", "ptr":
      reader.add(.copy, nodes(0), result: result(of: call), block: block)
    case "ptrmask":
      let and = Number.Operation.and.rawValue
      reader.add(.arithmetic, nodes(0, 1), detail: and, result: result(of: call), block: block)
    case "umax", "umin", "smax", "smin": readMinimum(call, arguments)
    default: readOtherIntrinsic(call, arguments)
    }
  }

  /// Reads a minimum or a maximum: one of two values.
  private func readMinimum(_ call: Instruction, _ arguments: [Value]) {
    guard CodeReader.width(of: call.value.type) > 0 else {
      return reader.add(
        .mixture, arguments.map { node(of: $0) }, result: result(of: call), block: block)
    }
    let any = reader.numberNode(width: 1)
    reader.add(
      .select, [any] + arguments.map { node(of: $0) }, result: result(of: call), block: block)
  }

  /// Reads an intrinsic without a case of its own: a computation if no pointer is involved.
  private func readOtherIntrinsic(_ call: Instruction, _ arguments: [Value]) {
    let type = call.value.type
    let hasPointers = type.kind == .pointer || arguments.contains { $0.type.kind == .pointer }
    if hasPointers {
      return reader.addForeign(
        arguments.map { node(of: $0) }, result: result(of: call), block: block)
    }
    if type.kind == .void { return }
    let isScalar = type.kind == .floatingPoint || CodeReader.width(of: type) > 0
    let operands = arguments.filter { $0.kind != .metadata }.map { node(of: $0) }
    reader.add(
      isScalar ? .number : .mixture, isScalar ? [] : operands, result: result(of: call),
      block: block)
  }

  /// Makes the result of `call` anything.
  private func addUnknown(_ call: Instruction) {
    reader.addForeign([], result: result(of: call), block: block)
  }
}

extension CodeReader {

  /// The node of an integer constant.
  func integerNode(_ value: UInt64, width: Int) -> Code.NodeID {
    code.addConstant(.integer(value), width: width)
  }

  /// A node that can be any number of `width` bits.
  func numberNode(width: Int) -> Code.NodeID { code.addConstant(.number, width: width) }

  /// A node that can be anything.
  var unknownNode: Code.NodeID { code.addConstant(.unknown, width: 64) }

  /// The node of the condition `value`, which is `outcome`.
  func truth(_ outcome: Bool, like value: Value) -> Code.NodeID {
    integerNode(outcome ? 1 : 0, width: 1)
  }

  /// Adds code that is not seen and gets `operands`.
  func addForeign(
    _ operands: [Code.NodeID], memoryOperands: Int32 = 0, size: Int = 8, callsBack: Bool = false,
    givesNumbers: Bool = false, result: Code.NodeID, block: Code.BlockID
  ) {
    add(
      .foreign, operands, detail: (callsBack ? 1 : 0) | (givesNumbers ? 2 : 0), result: result,
      extra: memoryOperands,
      size: size == 0 ? 8 : size, block: block)
  }
}
