import Engine
import LLVM
import WholeProgram

/// What the engine is told of inline assembly.
extension BodyReader {

  /// Reads inline assembly: what it gets escapes, and memory operands change.
  ///
  /// Assembly is taken to touch only its operands, and what was given to code that is not seen.
  func readAssembly(_ call: Instruction) {
    let text = call.assembly ?? ""
    if readThreadAssembly(call, text) { return }
    let constraints = call.assemblyConstraints.split(separator: ",")
      .filter { !$0.hasPrefix("~") }
    if let atomic = AtomicAssembly(text, constraints: constraints),
      read(atomic, of: call, constraints)
    {
      return
    }
    // Results come first; what is written indirectly is passed as a pointer.
    let passed = constraints.filter { !$0.hasPrefix("=") || $0.hasPrefix("=*") }
    var memoryOperands: Int32 = 0
    var size = 0
    for (position, constraint) in passed.enumerated() where constraint.contains("*") {
      memoryOperands |= 1 << Int32(min(position, 30))
      if let type = call.elementType(ofArgument: position) {
        size = max(size, reader.program.module.storeSize(of: type))
      }
    }
    // What is in a floating-point register is a number to assembly.
    let operands = call.arguments.map {
      $0.type.isFloatingPoint ? reader.numberNode(width: 0) : node(of: $0)
    }
    let mayCall = reader.program.mayTransferControl(text, of: call.function)
    reader.addForeign(
      operands, memoryOperands: memoryOperands, size: size, callsBack: mayCall,
      givesNumbers: holdsOnlyNumbers(call.value.type), result: result(of: call), block: block)
  }

  /// Reads `call`, whose assembly does what `atomic` says; `false` if that is not followed.
  private func read(
    _ atomic: AtomicAssembly, of call: Instruction, _ constraints: [Substring]
  ) -> Bool {
    let type = call.value.type
    guard type.kind == .void || CodeReader.width(of: type) > 0 else {
      return false
    }
    guard let access = atomic.access else {
      if type.kind != .void { reader.add(.number, [], result: result(of: call), block: block) }
      return true
    }
    guard type.kind == .void || atomic.givesOld else { return false }
    // Results come first among the constraints, and are not passed.
    let arguments = constraints.indices.filter {
      !constraints[$0].hasPrefix("=") || constraints[$0].hasPrefix("=*")
    }
    guard let address = arguments.firstIndex(of: access.address),
      let element = call.elementType(ofArgument: address)
    else { return false }
    var operands = [node(of: call.arguments[address])]
    if let written = access.written {
      guard let place = arguments.firstIndex(of: written) else { return false }
      operands.append(node(of: call.arguments[place]))
    }
    let size = reader.program.module.storeSize(of: element)
    guard (1...8).contains(size) else { return false }
    let old = type.kind == .void ? reader.code.addNode(width: size * 8) : result(of: call)
    reader.add(
      .exchange, operands, detail: access.written == nil ? 1 : 0, result: old, size: size,
      block: block)
    return true
  }

  /// `true` iff no pointer fits into a register of `type`: parts of pointers come from nowhere but a
  /// copy of memory.
  private func holdsOnlyNumbers(_ type: Type) -> Bool {
    switch type.kind {
    case .integer: type.bits < 64
    case .floatingPoint, .x87: true
    case .structure: (0..<type.fieldCount).allSatisfy { holdsOnlyNumbers(type.field($0)) }
    default: false
    }
  }
}
