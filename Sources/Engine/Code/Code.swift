/// A closed program as plain arrays: what the solver works on.
///
/// Everything has an integer id: nodes (values), steps (instructions), blocks, edges, functions,
/// objects (what pointers point to). The arrays are filled once, from whatever representation the
/// program has, and never change while the solver runs.
package struct Code: Sendable {

  /// The number of a value.
  package typealias NodeID = Int32
  /// The number of an instruction.
  package typealias StepID = Int32
  /// The number of a block.
  package typealias BlockID = Int32
  /// The number of a function.
  package typealias FunctionID = Int32

  /// Nodes that are constant, with what they are.
  package var constants: [(node: NodeID, value: Constant)] = []
  /// The width in bits of each node: 64 for pointers, 0 for what is no integer of up to 64 bits.
  package var widths: [UInt8] = []

  /// The instructions, those of a block together and in order.
  package var steps: [Step] = []
  /// The operands of all instructions.
  package var operands: [NodeID] = []
  /// The block of each instruction.
  package var blockOfStep: [BlockID] = []
  /// For address computations, the constant offset and the scale of each index, in bytes.
  package var scales: [Int64] = []
  /// The values of the cases of all switches.
  package var cases: [UInt64] = []

  /// The blocks, those of a function together, entry first.
  package var blocks: [Block] = []
  /// For each edge, the block that it leads to.
  package var edgeTargets: [BlockID] = []
  /// For each edge, the slot that it fills of those that its target's phis select from.
  package var edgeSlots: [Int32] = []
  /// The number of such slots.
  package var slotCount = 0

  /// What calls through pointers get their functions out of.
  package var dispatches: [StepID: [Dispatch]] = [:]

  /// The functions.
  package var functions: [Function] = []
  /// The objects; object 0 stands for everything that cannot be told apart.
  package var objects: [Object] = [Object(kind: .unknown)]
  /// What objects hold at start.
  package var contents: [Contents] = []
  /// Which accesses cannot meet.
  package var aliasing = TypeAliasing()
  /// Functions that code outside the program calls, with any arguments.
  package var roots: [FunctionID] = []
  /// Objects that code outside the program can read and write.
  package var exposed: [ObjectID] = []

  /// `true` iff functions without a body may call back what escapes to them.
  package var foreignFunctionsCallBack = false
  /// The arguments that functions return, those of one function after those of another.
  package var returnedArguments: [ReturnedArgument] = []
  /// The parameters, of functions of which a role says what they mean to their callers, that are no pointers.
  package var plainParameters: Set<NodeID> = []
  /// For each parameter that points to a copy of a structure, made for each call, the copy.
  package var copies: [NodeID: ObjectID] = [:]
  /// `true` iff any memory may be executed, as is known from the start.
  package var executesData = false
  /// `true` iff code outside the program may call what escapes to it from the start.
  package var outsideCalls = false

  /// No code.
  package init() {}

  /// Makes room for about as much as `count` blocks mostly take, so that little is moved while they are
  /// read. What is not filled costs nothing, since the system gives memory when it is touched.
  package mutating func reserve(blocks count: Int) {
    blocks.reserveCapacity(count)
    edgeTargets.reserveCapacity(2 * count)
    edgeSlots.reserveCapacity(2 * count)
    scales.reserveCapacity(4 * count)
    widths.reserveCapacity(Self.stepsOfBlock * count)
    steps.reserveCapacity(Self.stepsOfBlock * count)
    blockOfStep.reserveCapacity(Self.stepsOfBlock * count)
    operands.reserveCapacity(2 * Self.stepsOfBlock * count)
  }

  /// How many instructions stand in a block, more or less.
  package static let stepsOfBlock = 8

  /// Adds a node of `width` bits.
  package mutating func addNode(width: Int) -> NodeID {
    widths.append(UInt8(width))
    return NodeID(widths.count - 1)
  }

  /// `true` for each node that is constant.
  package private(set) var constantNodes: [Bool] = []

  /// Adds a node of `width` bits that is `value`.
  package mutating func addConstant(_ value: Constant, width: Int) -> NodeID {
    let node = addNode(width: width)
    constants.append((node, value))
    return node
  }

  /// `true` iff `node` is constant.
  @inline(__always)
  func isConstant(_ node: NodeID) -> Bool { constantNodes[Int(node)] }

  /// The blocks of each function, which stand together.
  private var blockRanges: [Range<Int>] = []
  /// The instructions of each function, which stand together.
  private var stepRanges: [Range<Int>] = []

  /// Ends the filling.
  package mutating func finish() {
    constantNodes = Array(repeating: false, count: widths.count)
    for (node, _) in constants { constantNodes[Int(node)] = true }
    blockRanges = ranges(of: blocks.map(\.function))
    stepRanges = ranges(of: blockOfStep.map { blocks[Int($0)].function })
  }

  /// For each function, from its first place in `owners` to its last one.
  private func ranges(of owners: [FunctionID]) -> [Range<Int>] {
    var result = Array(repeating: 0..<0, count: functions.count)
    for (place, owner) in owners.enumerated() {
      let known = result[Int(owner)]
      result[Int(owner)] = (known.isEmpty ? place : known.lowerBound)..<place + 1
    }
    return result
  }

  /// The blocks of `function`, as indices.
  func blocks(of function: FunctionID) -> Range<Int> { blockRanges[Int(function)] }

  /// The instructions of `function`, as indices.
  func steps(of function: FunctionID) -> Range<Int> { stepRanges[Int(function)] }

  /// The operands of `step`.
  @inline(__always)
  func operands(of step: Step) -> ArraySlice<NodeID> {
    operands[Int(step.first)..<Int(step.first) + Int(step.count)]
  }

  /// Operand `index` of `step`.
  @inline(__always)
  package func operand(_ index: Int, of step: Step) -> NodeID { operands[Int(step.first) + index] }
}

extension Code {

  /// What a constant node is.
  package enum Constant: Hashable, Sendable {
    /// An integer, or null.
    case integer(UInt64)
    /// The address `offset` bytes into an object.
    case address(ObjectID, Int64)
    /// Something computed from the addresses of objects in a way that is not followed.
    case mixture([ObjectID])
    /// Any number, but no pointer.
    case number
    /// Anything at all.
    case unknown
    /// Nothing that the program may rely on.
    case undefined
  }

  /// What an instruction does.
  package enum Action: UInt8, Sendable {
    /// Passes its operand on.
    case copy
    /// Computes with two operands, as `Number.Operation(rawValue: detail)` says.
    case arithmetic
    /// Keeps the low bits.
    case truncate
    /// Adds zeros on the left, or signs.
    case extendZero, extendSign
    /// Makes a pointer of an integer.
    case toPointer
    /// Compares, as `Number.Predicate(rawValue: detail)` says.
    case compare
    /// Selects operand 1 or 2 by operand 0.
    case select
    /// Selects by the edge that was taken.
    case phi
    /// Passes operand 0 on where `detail` holds between it and operand 1; the other fields say how.
    case refine
    /// Adds to a pointer: operand 0 is the base, others are indices; `extra` points into `scales`;
    /// `flags` 1 says that neither leaves the object.
    case address
    /// Reads `size` bytes at operand 0, as `LoadKind(rawValue: detail)` says; `extra` is the tag.
    case load
    /// Writes operand 1, of `size` bytes, at operand 0; `extra` is the tag.
    case store
    /// Reads and writes `size` bytes at operand 0; the others may be written.
    case exchange
    /// Copies operand 2 bytes from operand 1 to operand 0.
    case copyMemory
    /// Writes operand 1 into operand 2 bytes at operand 0.
    case setMemory
    /// Stores a list of variadic arguments at operand 0.
    case startVariadic
    /// Calls operand 0 with the others.
    case call
    /// Code that is not seen gets the operands, may change what they point to, and yields anything.
    case foreign
    /// Any number results.
    case number
    /// Bits of the operands, in an unknown arrangement, result.
    case mixture
    /// Ends a block: the first edge is taken if operand 0 is true, else the second; one edge if
    /// there is no operand.
    case branch
    /// Ends a block: edge 0 is the default, the others have `cases` from `extra` on.
    case `switch`
    /// Ends a block: any edge may be taken.
    case jump
    /// Ends a block and the function.
    case `return`
    /// Ends a block that never gets there.
    case stop
  }

  /// What the bytes that a load reads may be.
  package enum LoadKind: UInt8, Sendable {
    /// A number, or a whole pointer.
    case ordinary
    /// A number, or a part of a pointer that is copied.
    case parts
    /// A number.
    case number
  }

  /// An instruction.
  package struct Step: Sendable {
    /// What it does.
    package let action: Action
    /// More of what it does.
    package let detail: UInt8
    /// Promises about wrapping, or the kind of a refinement.
    package let flags: UInt8
    /// The number of operands.
    package let count: Int32
    /// The first operand, as an index into `operands`.
    package let first: Int32
    /// The node that it computes, or -1.
    package let result: NodeID
    /// A number whose meaning depends on `action`.
    package let extra: Int32
    /// The bytes that it accesses.
    package let size: Int32

    /// An instruction with the given parts.
    package init(
      _ action: Action, detail: UInt8 = 0, flags: UInt8 = 0, first: Int, count: Int,
      result: NodeID = -1, extra: Int32 = 0, size: Int32 = 0
    ) {
      self.action = action
      self.detail = detail
      self.flags = flags
      self.count = Int32(count)
      self.first = Int32(first)
      self.result = result
      self.extra = extra
      self.size = size
    }
  }

  /// A block.
  package struct Block: Sendable {
    /// The first instruction.
    package var firstStep: Int32
    /// One past the last instruction.
    package var endStep: Int32
    /// The first edge that leaves it.
    package var firstEdge: Int32
    /// One past the last edge.
    package var endEdge: Int32
    /// The first slot of its phis.
    package var firstSlot: Int32
    /// The function.
    package let function: FunctionID

    /// An empty block of `function`.
    package init(in function: FunctionID) {
      firstStep = 0
      endStep = 0
      firstEdge = 0
      endEdge = 0
      firstSlot = 0
      self.function = function
    }
  }

  /// What calling a function means to its caller, apart from its body.
  package enum Role: Hashable, Sendable {
    /// What the body says.
    case ordinary
    /// Returns fresh memory, or null; zeroed or not.
    case allocates(isZeroed: Bool)
    /// Returns fresh memory with the contents of argument 0, or null.
    case reallocates
    /// Ends the life of the memory at argument 0.
    case releases
    /// Copies argument 2 bytes from argument 1 to argument 0, and returns argument 0.
    case copiesMemory
    /// Fills argument 2 bytes at argument 0, and returns argument 0.
    case setsMemory
    /// Writes numbers at argument 0, and returns a number.
    case savesContext
    /// Returns a number and does nothing else.
    case isPure
    /// Reads bytes where its arguments point, keeps no pointer, and returns a number.
    case readsData
    /// Reads texts where its arguments point, as the body says, keeps no pointer, and returns a number.
    case readsText
    /// As that, but returns null, or a place in what argument 0 points to.
    case searchesText
    /// Reads and writes bytes where its arguments point, which mean nothing else to it, keeps no
    /// pointer, and returns a number: a device.
    case exchangesData
    /// What the body says, but for the result where argument `flags` never has one of the bits `clear`, and
    /// argument 0 is null: that is fresh memory, or -1; full of zeros if `flags` always has the bits `set`,
    /// and a file's otherwise, which gets what is stored there unless it never has one of `shared`.
    /// Otherwise the arguments go where they are not followed.
    case maps(flags: Int, set: UInt64, clear: UInt64, shared: UInt64)
    /// What the body says, but for the result where argument `flags` has none of the bits `clear`: that is
    /// argument 0, fresh memory with what stood there, or -1. Otherwise the arguments go where they are
    /// not followed.
    case remaps(flags: Int, clear: UInt64)
    /// Copies bytes to argument 0 from argument 1, which mean nothing there, and returns a number.
    case copiesData
    /// What the body says; and what stands at argument 1 may be received.
    case sends
    /// Writes numbers at argument 1, or what was sent, and returns a number.
    case receives
    /// Does not return.
    case endsPath
    /// Returns argument 0, or null, and does nothing to the memory there.
    case returnsArgument

    /// `true` iff the body says all that there is to say of a call with known arguments.
    var isFollowed: Bool { [.ordinary, .readsText, .searchesText].contains(self) }

    /// `true` iff the body says what happens to arguments.
    package var isOrdinary: Bool {
      switch self {
      case .ordinary, .maps, .remaps, .sends: true
      default: false
      }
    }
  }

  /// An argument that a function may return.
  package struct ReturnedArgument: Hashable, Sendable {
    /// The parameter.
    package let parameter: Int32
    /// How many bytes on it is returned; `nil` if anywhere in what it points into.
    package let offset: Int64?

    /// The parameter `parameter`, returned `offset` bytes on.
    package init(parameter: Int32, offset: Int64?) {
      self.parameter = parameter
      self.offset = offset
    }
  }

  /// A function. There are no arrays in it, since it is looked at for each call.
  package struct Function: Sendable {
    /// The object that stands for its address.
    package let object: ObjectID
    /// The entry block, or -1 if there is no body.
    package var entry: BlockID = -1
    /// The first parameter; the others follow.
    package var firstParameter: NodeID = 0
    /// The number of parameters.
    package var parameterCount: Int32 = 0
    /// The node of what it returns.
    package var result: NodeID = -1
    /// The object of its further arguments, or -1.
    package var variadic: ObjectID = -1
    /// What it means to callers.
    package var role = Role.ordinary
    /// The argument that says what may be done with memory (PROT_… of <sys/mman.h>), or -1.
    package var protection: Int32 = -1
    /// `true` iff what it returns was made for its caller, and kept nowhere else.
    package var isAllocationWrapper = false
    /// The arguments that callers may get back, apart from what `result` says, in
    /// `returnedArguments`.
    package var returned: Range<Int> = 0..<0
    /// The registers that it takes.
    package var shape = CallShape()
    /// `true` iff some of its parameters are in `copies`.
    package var takesCopies = false

    /// A function with the address `object`.
    package init(object: ObjectID) { self.object = object }
  }

  /// What something that pointers point to is.
  package struct Object: Sendable {

    /// The kinds of objects.
    package enum Kind: Sendable {
      case unknown, function, variable, external, stack, heap, variadic
    }

    /// The kind.
    package let kind: Kind
    /// The function, for a function.
    package var function: FunctionID = -1
    /// The size in bytes, or -1 if it is not known.
    package var size: Int64 = -1
    /// What it holds at start, as an index into `contents`; -1 for nothing.
    package var contents: Int32 = -1
    /// `true` iff it holds zeros at start.
    package var isZero = false
    /// `true` iff nothing writes it.
    package var isConstant = false
    /// The bytes that its address is a multiple of.
    package var alignment: Int64 = 1
    /// `true` iff the program declares it with a type other than bytes, in which it may be read
    /// whatever was copied into it.
    package var isTyped = false
    /// For a local variable of which there is one for each call, the function; -1 otherwise.
    package var owner: FunctionID = -1
    /// `true` iff it is a function before whose code data stands.
    package var hasAttachments = false

    /// An object of kind `kind`.
    package init(kind: Kind) { self.kind = kind }
  }

  /// What a variable holds at start.
  package struct Contents: Sendable {

    /// A pointer in it.
    package struct Pointer: Sendable {
      /// The offset in bytes.
      package let offset: Int64
      /// What is there.
      package let value: Constant
      /// The number of bytes.
      package let size: Int64

      /// The pointer `value` at `offset`, of `size` bytes.
      package init(offset: Int64, value: Constant, size: Int64 = 8) {
        self.offset = offset
        self.value = value
        self.size = size
      }
    }

    /// The bytes, without the pointers.
    package var bytes: [UInt8]
    /// The pointers, by offset.
    package var pointers: [Pointer]

    /// The given contents.
    package init(bytes: [UInt8], pointers: [Pointer]) {
      self.bytes = bytes
      self.pointers = pointers
    }
  }
}

/// What a call passes, or a function takes, as the calling convention sees it: how many arguments
/// travel in integer registers, in vector registers and in memory (System V ABI for AMD64, 3.2.3).
package struct CallShape: Hashable, Sendable {
  /// Arguments in integer registers.
  package var integers: UInt8 = 0
  /// Arguments in vector registers.
  package var vectors: UInt8 = 0
  /// Arguments in memory.
  package var memory: UInt8 = 0

  /// The shape of no arguments.
  package init() {}

  /// `true` iff a call of this shape can reach a function that takes `other`.
  package func reaches(_ other: CallShape) -> Bool {
    other.integers <= integers && other.vectors <= vectors && other.memory <= memory
  }
}
