import Engine
import LLVM
import Model
import WholeProgram

/// Reads a module of LLVM into the engine's arrays.
///
/// Why that is sound: each instruction becomes one that does at least as much; what the reader does
/// not know becomes foreign code, to which its operands escape. Symbols become the objects with
/// their ids plus one, and functions keep the order of the module. Where a branch compares a value,
/// uses that the comparison dominates get a refined copy of it (e-SSA form, Bodik et al. 2000).
/// What it cannot see: aggregates and vectors in registers, which become mixtures of their parts.
/// Cost: linear.
final class CodeReader {

  /// The program.
  let program: Program
  /// The symbols.
  let index: SymbolIndex
  /// What names of functions mean.
  let roles: [String: Code.Role]
  /// The functions that only pass on fresh memory.
  private var wrappers: AllocationWrappers
  /// `true` iff code that is only declared does not call back.
  let trustsNatives: Bool
  /// What was read.
  var code = Code()
  /// The thread pointer, if it is known who sets it.
  private(set) var threadPointer: ThreadPointer?

  /// The LLVM instruction of each step, where there is one.
  private(set) var instructionOfStep: [Instruction?] = []
  /// The LLVM value of each node that one computes.
  private(set) var valueOfNode: [(node: Code.NodeID, value: Value)] = []
  /// The LLVM block of each block.
  private(set) var blockHandles: [Block] = []
  /// The function's number, by symbol; -1 for variables.
  private(set) var functionOfSymbol: [Code.FunctionID] = []
  /// The symbol of each function.
  private(set) var symbolOfFunction: [Symbol.ID] = []

  /// The LLVM instruction that makes each local object.
  var makerOfObject: [ObjectID: Instruction] = [:]

  /// The nodes of the values of the function that is being read, and of constants.
  var nodes: [Value: Code.NodeID] = [:]
  /// The nodes of constants of each width.
  var constantNodes: [Value: Code.NodeID] = [:]
  /// The numbers of TBAA types and tags.
  var aliasing = AliasingReader()
  /// The instruction that is being read.
  var current: Instruction?

  /// Reads `program`, whose symbols have the ids of `index`.
  init(
    _ program: Program, _ index: SymbolIndex, roles: [String: Code.Role], trustsNatives: Bool
  ) {
    self.program = program
    self.index = index
    self.roles = roles
    wrappers = AllocationWrappers(roles: roles)
    self.trustsNatives = trustsNatives
    declareSymbols()
    declareCopies()
    threadPointer = ThreadPointer(of: program, as: ObjectID(code.objects.count))
    if threadPointer != nil {
      var object = Code.Object(kind: .variable)
      object.size = 8
      code.objects.append(object)
    }
    for id in 0..<Symbol.ID(index.count) {
      if let variable = index.variable(id) { readContents(of: variable, id) }
    }
    makeRoom()
    for (number, symbol) in symbolOfFunction.enumerated() {
      guard let function = index.function(symbol), !function.isDeclaration else { continue }
      readBody(of: function, Code.FunctionID(number))
    }
    code.aliasing = aliasing.result
    code.foreignFunctionsCallBack = !trustsNatives
    code.finish()
  }

  /// Makes room for the bodies of all functions.
  private func makeRoom() {
    let count = symbolOfFunction.reduce(0) { sum, symbol in
      (index.function(symbol)?.blocks).map { $0.reduce(sum) { sum, _ in sum + 1 } } ?? sum
    }
    code.reserve(blocks: count)
    blockHandles.reserveCapacity(count)
    valueOfNode.reserveCapacity(Code.stepsOfBlock * count)
    instructionOfStep.reserveCapacity(Code.stepsOfBlock * count)
  }

  /// The object of `symbol`.
  static func object(of symbol: Symbol.ID) -> ObjectID { symbol + 1 }

  /// Makes objects and functions of all symbols.
  private func declareSymbols() {
    for id in 0..<Symbol.ID(index.count) {
      if let function = index.function(id) {
        declare(function, id)
      } else if let variable = index.variable(id) {
        functionOfSymbol.append(-1)
        var object = Code.Object(kind: variable.isDeclaration ? .external : .variable)
        let size = program.module.size(of: variable.contentType)
        object.size = variable.isDeclaration ? -1 : Int64(size)
        object.isConstant = variable.isConstant && !variable.isDeclaration
        object.alignment = Int64(max(1, variable.alignment))
        object.isTyped = !variable.contentType.isBytes
        code.objects.append(object)
        if variable.isDeclaration { code.exposed.append(Self.object(of: id)) }
      }
    }
  }

  /// Makes objects of the structures that functions get copies of, for each parameter one.
  private func declareCopies() {
    for (number, symbol) in symbolOfFunction.enumerated() {
      guard let function = index.function(symbol) else { continue }
      for copied in function.copiedParameters {
        var object = Code.Object(kind: .stack)
        object.size = Int64(program.module.size(of: copied.type))
        object.isTyped = !copied.type.isBytes
        let parameter = code.functions[number].firstParameter + Int32(copied.index)
        code.copies[parameter] = ObjectID(code.objects.count)
        code.objects.append(object)
        code.functions[number].takesCopies = true
      }
    }
  }

  /// Makes an object and a function of `function`.
  private func declare(_ function: Function, _ id: Symbol.ID) {
    var object = Code.Object(kind: .function)
    object.function = Code.FunctionID(code.functions.count)
    object.size = 1
    code.objects.append(object)
    functionOfSymbol.append(object.function)
    symbolOfFunction.append(id)
    var record = Code.Function(object: Self.object(of: id))
    let signature = function.signature
    record.shape = CallShape(of: signature.parameters)
    record.role = role(of: function)
    if LibraryRoles.protectors.contains(function.name),
      function.parameterCount > LibraryRoles.protection
    {
      record.protection = Int32(LibraryRoles.protection)
    }
    record.firstParameter = Code.NodeID(code.widths.count)
    record.parameterCount = Int32(function.parameterCount)
    for parameter in function.parameters {
      let node = code.addNode(width: Self.width(of: parameter.type))
      valueOfNode.append((node, parameter))
      if !record.role.isOrdinary, parameter.type.kind != .pointer {
        code.plainParameters.insert(node)
      }
    }
    record.result = code.addNode(width: Self.width(of: signature.result))
    code.functions.append(record)
    for value in function.attachments { expose(value) }
  }

  /// Lets machinery outside the program find, and call, what is attached to a function.
  private func expose(_ value: Value) {
    var objects: Set<ObjectID> = []
    collect(value, into: &objects)
    code.exposed.append(contentsOf: objects.sorted())
    if objects.isEmpty { return }
    code.outsideCalls = true
    code.objects[code.objects.count - 1].hasAttachments = true
  }

  /// What calling `function` means to its caller.
  private func role(of function: Function) -> Code.Role {
    roles[function.name] ?? (function.returnsFreshMemory ? .allocates(isZeroed: false) : .ordinary)
  }

  /// The width in bits of values of type `type`: 0 if they are no integers of up to 64 bits.
  static func width(of type: Type) -> Int {
    switch type.kind {
    case .integer: type.bits <= 64 ? type.bits : 0
    case .pointer: 64
    case .floatingPoint: type.isDouble ? 64 : type.isFloat ? 32 : 16
    default: 0
    }
  }

  /// Reads the body of `function`.
  private func readBody(of function: Function, _ number: Code.FunctionID) {
    nodes = [:]
    let record = code.functions[Int(number)]
    for (position, parameter) in function.parameters.enumerated() {
      nodes[parameter] = record.firstParameter + Int32(position)
    }
    if function.signature.isVariadic {
      code.functions[Int(number)].variadic = ObjectID(code.objects.count)
      code.objects.append(Code.Object(kind: .variadic))
    }
    code.functions[Int(number)].isAllocationWrapper = wrappers.isWrapper(function)
    var body = BodyReader(function, number, self)
    code.functions[Int(number)].entry = body.read()
  }

  /// Adds the step `make` returns for the operands `operands`.
  func add(
    _ action: Code.Action, _ operands: [Code.NodeID], detail: UInt8 = 0, flags: UInt8 = 0,
    result: Code.NodeID = -1, extra: Int32 = 0, size: Int = 0, block: Code.BlockID
  ) {
    let first = code.operands.count
    code.operands.append(contentsOf: operands)
    code.steps.append(
      Code.Step(
        action, detail: detail, flags: flags, first: first, count: operands.count, result: result,
        extra: extra, size: Int32(clamping: size)))
    code.blockOfStep.append(block)
    instructionOfStep.append(current)
  }

  /// Notes that `node` is what `value` computes.
  func note(_ node: Code.NodeID, _ value: Value) { valueOfNode.append((node, value)) }

  /// Notes the handle of the block that is made next.
  func note(_ block: Block) { blockHandles.append(block) }
}
