import Engine
import LLVM
import Model
import WholeProgram

/// Reads the facts of a module: each function's calls, the addresses that it takes and the variables
/// that it uses, each variable's pointers.
///
/// Sound because every operand of every instruction is looked at, and what is not one of the known
/// harmless forms counts as "goes anywhere". It cannot see through memory: an address that is stored
/// or passed counts as read in full. Cost: linear in instructions and initialisers.
struct FactReader {

  /// The program.
  private let program: Program
  /// The symbols.
  private let index: SymbolIndex
  /// The facts read so far.
  private(set) var facts = Facts()
  /// The index of each shape.
  private var shapeNumbers: [CallShape: Int32] = [:]
  /// The index of each place.
  private var siteNumbers: [Site: Int32] = [:]
  /// The body that is being read.
  private var body = Facts.Body()
  /// Names of functions in machine code of the library OS, which call nothing back.
  private let trustedNatives: Set<String>

  /// Reads `program`, whose symbols have the ids of `index`.
  init(_ program: Program, _ index: SymbolIndex, trustedNatives: Set<String>) {
    self.program = program
    self.index = index
    self.trustedNatives = trustedNatives
    for id in 0..<Symbol.ID(index.count) {
      var slots: [Facts.Slot] = []
      var shape: Int32 = -1
      body = Facts.Body()
      if let function = index.function(id) {
        shape = number(of: CallShape(of: function.signature.parameters))
        read(function)
      } else if let variable = index.variable(id), let initialiser = variable.initialiser {
        readSlots(of: initialiser, at: 0, into: &slots)
      }
      facts.bodies.append(body)
      facts.slots.append(slots)
      facts.shapeOfFunction.append(shape)
    }
  }

  /// Returns the index of `shape`.
  private mutating func number(of shape: CallShape) -> Int32 {
    if let number = shapeNumbers[shape] { return number }
    let number = Int32(facts.shapes.count)
    facts.shapes.append(shape)
    shapeNumbers[shape] = number
    return number
  }

  /// Returns the index of the place of `instruction`.
  private mutating func site(of instruction: Instruction) -> Int32 {
    guard let place = instruction.place else { return -1 }
    if let number = siteNumbers[place] { return number }
    let number = Int32(facts.sites.count)
    facts.sites.append(place)
    siteNumbers[place] = number
    return number
  }

  /// Reads the body of `function`.
  private mutating func read(_ function: Function) {
    for value in function.attachments { attach(value) }
    for block in function.blocks {
      for instruction in block.instructions {
        if instruction.isCall {
          readCall(instruction)
        } else {
          readOperands(of: instruction)
        }
      }
    }
  }

  /// Reads the personality function or the data before its code that a function has: machinery
  /// outside the program finds them through the function, and calls them.
  private mutating func attach(_ value: Value) {
    switch value.kind {
    case .function:
      if let id = index[value] { body.escapes.append(.init(target: id, site: -1)) }
    case .variable:
      if let id = index[value] { body.uses.append(.init(variable: id, access: .all, site: -1)) }
    case .expression, .aggregate:
      for operand in value.operands { attach(operand) }
    default: break
    }
  }

  /// Reads a call: its callee, and what is passed.
  private mutating func readCall(_ call: Instruction) {
    let callee = call.callee
    let arguments = call.arguments
    if let target = callee.asFunction {
      if let id = index[callee] {
        body.calls.append(.init(target: id, site: site(of: call)))
      }
      if target.isIntrinsic { return readIntrinsic(call, target) }
      if target.isDeclaration && !trustedNatives.contains(target.name) {
        return readForeignCall(call)
      }
      if target.isDeclaration {
        for argument in arguments where argument.isConstant { escape(argument, call) }
        return
      }
    } else if callee.kind == .inlineAssembly {
      return readForeignCall(call)
    } else {
      let shape = number(of: CallShape(of: arguments.map(\.type)))
      body.indirectCalls.append(.init(shape: shape, site: site(of: call)))
      if callee.isConstant { note(callee, .all, call) }
    }
    for argument in arguments where argument.isConstant { note(argument, .all, call) }
  }

  /// Reads a call of code that cannot be seen: it may call what it is given, or finds in memory.
  private mutating func readForeignCall(_ call: Instruction) {
    // A function may find pointers in memory that it knows; assembly gets them as operands.
    // That of a naked function finds them in registers.
    var passesPointer = call.assembly == nil || call.function.hasAttribute("naked")
    for argument in call.arguments {
      if argument.isConstant { escape(argument, call) }
      passesPointer = passesPointer || argument.type.kind == .pointer
    }
    let clobbersMemory =
      call.assembly.map { !$0.isEmpty && call.assemblyConstraints.contains("memory") } ?? true
    if passesPointer, clobbersMemory, body.handsOverMemory == nil, mayCall(call) {
      body.handsOverMemory = site(of: call)
    }
  }

  /// `true` iff the foreign code of `call` can transfer control to the program.
  private func mayCall(_ call: Instruction) -> Bool {
    guard let text = call.assembly else { return true }
    return program.mayTransferControl(text, of: call.function)
  }

  /// Reads a call of LLVM's intrinsic function `target`.
  private mutating func readIntrinsic(_ call: Instruction, _ target: Function) {
    let arguments = call.arguments
    let name = target.name
    for (position, argument) in arguments.enumerated() where argument.isConstant {
      if name.hasPrefix("llvm.lifetime") || name.hasPrefix("llvm.dbg") { continue }
      // What is written is not read.
      let isDestination =
        position == 0 && (name.hasPrefix("llvm.memset") || name.hasPrefix("llvm.memcpy"))
      note(argument, isDestination ? .none : .all, call)
    }
  }

  /// Reads the operands of `instruction`, which is no call.
  private mutating func readOperands(of instruction: Instruction) {
    let operation = instruction.operation
    for position in 0..<instruction.value.operandCount {
      let operand = instruction.value.operand(position)
      guard operand.isConstant else { continue }
      switch (operation, position) {
      case (.load, 0):
        let size = program.module.storeSize(of: instruction.value.type)
        note(operand, .bytes(offset: 0, size: size), instruction)
      case (.store, 1), (.integerCompare, _):
        note(operand, .none, instruction)
      case (.getElementPointer, 0):
        note(operand, access(through: instruction), instruction)
      default:
        note(operand, .all, instruction)
      }
    }
  }

  /// Returns what is read through `pointer`, a `getelementptr` instruction on a constant, if only
  /// loads and stores use it.
  private func access(through pointer: Instruction) -> Facts.Access {
    var size = 0
    for user in pointer.value.users {
      guard let user = user.asInstruction else { return .all }
      switch user.operation {
      case .load: size = max(size, program.module.storeSize(of: user.value.type))
      case .store
      where user.value.operand(1) == pointer.value
        && user.value.operand(0) != pointer.value:
        continue
      case .integerCompare: continue
      default: return .all
      }
    }
    if size == 0 { return .none }
    guard let (offset, stride) = steps(of: pointer) else { return .all }
    return .strided(offset: offset, size: size, stride: stride)
  }

  /// Returns the constant part and the one stride of `pointer`; `nil` if there are several strides.
  private func steps(of pointer: Instruction) -> (offset: Int, stride: Int)? {
    var type = pointer.value.sourceElementType
    var offset = 0
    var stride: Int?
    for position in 1..<pointer.value.operandCount {
      let step = pointer.value.operand(position)
      if position > 1, type.kind == .structure {
        let field = Int(step.unsignedInteger ?? 0)
        offset += program.module.offset(of: field, in: type)
        type = type.field(field)
        continue
      }
      if position > 1 { type = type.element }
      let size = program.module.size(of: type)
      if let constant = step.signedInteger {
        offset += Int(constant) * size
      } else if stride == nil || stride == size {
        stride = size
      } else {
        return nil
      }
    }
    return stride.map { (offset, $0) }
  }

  /// Notes that `instruction` uses the constant `value`, reading `access` of what it points to.
  private mutating func note(
    _ value: Value, _ access: Facts.Access, _ instruction: Instruction
  ) {
    switch value.kind {
    case .function:
      guard let id = index[value], access != .none else { return noteReference(value, instruction) }
      body.addresses.append(.init(target: id, site: site(of: instruction)))
    case .variable:
      guard let id = index[value] else { return }
      body.uses.append(.init(variable: id, access: access, site: site(of: instruction)))
    case .expression:
      noteExpression(value, access, instruction)
    case .aggregate:
      for operand in value.operands { note(operand, .all, instruction) }
    case .blockAddress:
      note(value.operand(0), .none, instruction)
    default:
      break
    }
  }

  /// Notes that the function `value` is named, but cannot be called because of that.
  private mutating func noteReference(_ value: Value, _ instruction: Instruction) {
    // Nothing to record: what is named and not live is hollowed, not removed.
  }

  /// Notes the use of a constant expression.
  private mutating func noteExpression(
    _ value: Value, _ access: Facts.Access, _ instruction: Instruction
  ) {
    guard value.operation == .getElementPointer, case .bytes(0, let size) = access,
      let offset = program.module.constantOffset(of: value)
    else {
      let inner: Facts.Access = access == .none ? .none : .all
      for operand in value.operands { note(operand, inner, instruction) }
      return
    }
    note(value.operand(0), .bytes(offset: offset, size: size), instruction)
  }

  /// Notes that code outside the module gets `value`.
  private mutating func escape(_ value: Value, _ instruction: Instruction) {
    if value.kind == .function, let id = index[value] {
      body.escapes.append(.init(target: id, site: site(of: instruction)))
    }
    note(value, .all, instruction)
  }

  /// Appends the pointers in `constant`, which stands `offset` bytes into its variable.
  private func readSlots(of constant: Value, at offset: Int, into slots: inout [Facts.Slot]) {
    switch constant.kind {
    case .function, .variable:
      if let id = index[constant] { slots.append(.init(offset: offset, target: id)) }
    case .expression, .blockAddress:
      for operand in constant.operands {
        readSlots(of: operand, at: offset, into: &slots)
      }
    case .aggregate:
      let type = constant.type
      let stride = type.kind == .structure ? 0 : program.module.size(of: type.element)
      for (position, element) in constant.operands.enumerated() {
        let start =
          type.kind == .structure
          ? program.module.offset(of: position, in: type) : position * stride
        readSlots(of: element, at: offset + start, into: &slots)
      }
    default:
      break
    }
  }
}
