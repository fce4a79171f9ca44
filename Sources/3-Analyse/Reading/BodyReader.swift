import Engine
import LLVM
import WholeProgram

/// Reads the body of one function, block by block along the dominator tree.
///
/// Where a branch on a comparison leads to a block that has no other way in, the compared values
/// get new nodes there that know the outcome; uses in dominated blocks refer to them.
struct BodyReader {

  /// Who keeps what is read.
  let reader: CodeReader
  /// The function.
  let function: Function
  /// The function's number.
  let number: Code.FunctionID
  /// The blocks.
  private let handles: [Block]
  /// The position of each block in `handles`.
  private let positions: [Block: Int]
  /// The successors of each block, by position.
  private let successors: [[Int]]
  /// The reachable predecessors of each block, each once.
  private var predecessors: [[Int]]
  /// The number of edges that lead to each block.
  private var incomingEdges: [Int]
  /// The engine's number of the first block.
  let base: Code.BlockID
  /// The engine's number of each block, by position; -1 for those that cannot be reached.
  private var blockNumbers: [Code.BlockID]
  /// The block that is being read, by its engine's number.
  private(set) var block: Code.BlockID = 0
  /// The phis: each with its step and the block that it stands in.
  private var phis: [(value: Value, step: Int, position: Int, isRest: Bool)] = []
  /// What each phi selects, by the predecessor's position.
  private var incoming: [Value: [Int: Code.NodeID]] = [:]
  /// The same as values.
  private var incomingValues: [Value: [Int: Value]] = [:]
  /// What is returned of the arguments.
  private let returned: ReturnedArguments
  /// Which loads may load parts of pointers.
  let parts: PartsOfPointers
  /// A node that never has a value.
  private let nothing: Code.NodeID
  /// The nodes of choices on the way to a return without the arguments among them.
  private var rests: [Value: Code.NodeID] = [:]
  /// Earlier nodes of values that have a refined one, to be restored when its block is left.
  private var restored: [(value: Value, node: Code.NodeID?)] = []

  /// A reader of `function`, whose number is `number`, for `reader`.
  init(_ function: Function, _ number: Code.FunctionID, _ reader: CodeReader) {
    self.reader = reader
    self.function = function
    self.number = number
    let handles = Array(function.blocks)
    var positions: [Block: Int] = [:]
    for (position, handle) in handles.enumerated() { positions[handle] = position }
    self.handles = handles
    self.positions = positions
    successors = handles.map { $0.terminator?.successors.map { positions[$0]! } ?? [] }
    predecessors = Array(repeating: [], count: handles.count)
    incomingEdges = Array(repeating: 0, count: handles.count)
    blockNumbers = Array(repeating: -1, count: handles.count)
    base = Code.BlockID(reader.code.blocks.count)
    returned = ReturnedArguments(of: function)
    parts = PartsOfPointers(of: function, in: reader.program)
    nothing = reader.code.addNode(width: CodeReader.width(of: function.signature.result))
    let first = reader.code.returnedArguments.count
    reader.code.returnedArguments += returned.returned
    reader.code.functions[Int(number)].returned = first..<reader.code.returnedArguments.count
  }

  /// Reads the body; returns the entry block.
  mutating func read() -> Code.BlockID {
    let tree = Dominators(successors: successors)
    for position in tree.order { declare(position) }
    for position in tree.order { declareEdges(of: position) }
    walk(tree)
    connectPhis()
    return base
  }

  /// Makes the block at `position`.
  private mutating func declare(_ position: Int) {
    blockNumbers[position] = Code.BlockID(reader.code.blocks.count)
    reader.code.blocks.append(Code.Block(in: number))
    reader.note(handles[position])
    for successor in successors[position] {
      incomingEdges[successor] += 1
      if !predecessors[successor].contains(position) { predecessors[successor].append(position) }
    }
  }

  /// Makes the slots and the outgoing edges of the block at `position`, whose slots come first.
  private mutating func declareEdges(of position: Int) {
    let id = Int(blockNumbers[position])
    reader.code.blocks[id].firstSlot = Int32(reader.code.slotCount)
    reader.code.slotCount += predecessors[position].count
    reader.code.blocks[id].firstEdge = Int32(reader.code.edgeTargets.count)
    for successor in successors[position] {
      reader.code.edgeTargets.append(blockNumbers[successor])
      // The slot is filled in when all blocks have theirs.
      reader.code.edgeSlots.append(Int32(predecessors[successor].firstIndex(of: position)!))
    }
    reader.code.blocks[id].endEdge = Int32(reader.code.edgeTargets.count)
  }

  /// Reads the blocks of `tree`, each after its dominator.
  private mutating func walk(_ tree: Dominators) {
    for position in tree.order {
      let block = reader.code.blocks[Int(blockNumbers[position])]
      for edge in Int(block.firstEdge)..<Int(block.endEdge) {
        let target = reader.code.blocks[Int(reader.code.edgeTargets[edge])]
        reader.code.edgeSlots[edge] += target.firstSlot
      }
    }
    var stack: [(position: Int, next: Int, mark: Int)] = []
    stack.append((0, 0, restored.count))
    readBlock(0)
    while let top = stack.last {
      if top.next < tree.children[top.position].count {
        stack[stack.count - 1].next += 1
        let child = tree.children[top.position][top.next]
        stack.append((child, 0, restored.count))
        readBlock(child)
      } else {
        for (value, node) in restored[top.mark...].reversed() { reader.nodes[value] = node }
        restored.removeSubrange(top.mark...)
        stack.removeLast()
      }
    }
  }

  /// Reads the block at `position`.
  private mutating func readBlock(_ position: Int) {
    block = blockNumbers[position]
    reader.code.blocks[Int(block)].firstStep = Int32(reader.code.steps.count)
    var isAfterPhis = false
    for instruction in handles[position].instructions {
      reader.current = instruction
      if instruction.operation == .phi {
        readPhi(instruction, position)
        continue
      }
      if !isAfterPhis {
        isAfterPhis = true
        refine(atStartOf: position)
        reader.current = instruction
      }
      readRest(of: instruction)
      read(instruction)
    }
    reader.code.blocks[Int(block)].endStep = Int32(reader.code.steps.count)
    noteIncoming(from: position)
  }

  /// Reads the phi `instruction` of the block at `position`; its operands are filled in later.
  private mutating func readPhi(_ instruction: Instruction, _ position: Int) {
    phis.append((instruction.value, reader.code.steps.count, position, false))
    let operands = [Code.NodeID](repeating: 0, count: predecessors[position].count)
    reader.add(.phi, operands, result: result(of: instruction), block: block)
    guard returned.mixed.contains(instruction.value) else { return }
    phis.append((instruction.value, reader.code.steps.count, position, true))
    reader.add(.phi, operands, result: addRest(of: instruction.value), block: block)
  }

  /// Reads the select `instruction` without the arguments among what it selects, if it is returned.
  private mutating func readRest(of instruction: Instruction) {
    guard instruction.operation == .select, returned.mixed.contains(instruction.value) else {
      return
    }
    let value = instruction.value
    let operands = [
      node(of: value.operand(0)), rest(of: value.operand(1)), rest(of: value.operand(2)),
    ]
    reader.add(.select, operands, result: addRest(of: value), block: block)
  }

  /// Makes a node for `value` without the arguments among what it is.
  private mutating func addRest(of value: Value) -> Code.NodeID {
    let node = reader.code.addNode(width: CodeReader.width(of: value.type))
    rests[value] = node
    return node
  }

  /// The node of `value`, which may be returned, without the arguments among what it is.
  func rest(of value: Value) -> Code.NodeID {
    if returned.isArgument(value) { return nothing }
    return rests[value] ?? node(of: value)
  }

  /// Notes what the phis of the successors of the block at `position` get from it.
  private mutating func noteIncoming(from position: Int) {
    for successor in Set(successors[position]) {
      for instruction in handles[successor].instructions {
        guard instruction.operation == .phi else { break }
        guard let value = instruction.incoming.first(where: { $0.block == handles[position] })
        else { continue }
        incoming[instruction.value, default: [:]][position] = node(of: value.value)
        if returned.mixed.contains(instruction.value) {
          incomingValues[instruction.value, default: [:]][position] = value.value
        }
      }
    }
  }

  /// Fills in the operands of phis.
  private func connectPhis() {
    for (value, step, position, isRest) in phis {
      let first = Int(reader.code.steps[step].first)
      for (index, predecessor) in predecessors[position].enumerated() {
        let other = isRest ? incomingValues[value]?[predecessor] : nil
        let known = other.flatMap { returned.isArgument($0) ? nothing : rests[$0] }
        reader.code.operands[first + index] = known ?? incoming[value]?[predecessor] ?? 0
      }
    }
  }

  /// Adds what the branch into the block at `position` says, if there is only one way in.
  private mutating func refine(atStartOf position: Int) {
    guard incomingEdges[position] == 1, let predecessor = predecessors[position].first,
      let last = handles[predecessor].terminator
    else { return }
    let target = handles[position]
    if last.operation == .branch, last.isConditional {
      assume(last.condition, last.successors[0] == target)
    } else if last.operation == .switch {
      guard let taken = last.successors.firstIndex(of: target), taken > 0 else { return }
      replace(last.condition, by: reader.constantNode(last.caseValue(taken)))
    }
  }

  /// Adds that `condition` is `outcome`.
  private mutating func assume(_ condition: Value, _ outcome: Bool) {
    guard let instruction = condition.asInstruction else { return }
    let bit = reader.truth(outcome, like: condition)
    switch instruction.operation {
    case .integerCompare: assumeComparison(instruction, outcome)
    case .and where outcome, .or where !outcome:
      assume(condition.operand(0), outcome)
      assume(condition.operand(1), outcome)
    case .select where isLogical(instruction, outcome):
      assume(condition.operand(0), outcome)
      assume(condition.operand(outcome ? 1 : 2), outcome)
    case .xor where condition.operand(1).unsignedInteger == 1:
      assume(condition.operand(0), !outcome)
    default: break
    }
    replace(condition, by: bit)
  }

  /// `true` iff `select` is a logical "and" (if `outcome`) or "or" (if not) of two conditions.
  private func isLogical(_ select: Instruction, _ outcome: Bool) -> Bool {
    outcome
      ? select.value.operand(2).unsignedInteger == 0
      : select.value.operand(1).unsignedInteger == 1
  }

  /// Adds that `comparison` has the outcome `outcome`.
  private mutating func assumeComparison(_ comparison: Instruction, _ outcome: Bool) {
    let (left, right) = (comparison.value.operand(0), comparison.value.operand(1))
    guard CodeReader.width(of: left.type) > 0 else { return }
    let stated = Number.Predicate(comparison.predicate)
    let predicate = outcome ? stated : stated.negated
    let (leftNode, rightNode) = (node(of: left), node(of: right))
    if !left.isConstant { addRefinement(of: left, leftNode, predicate, rightNode) }
    if !right.isConstant { addRefinement(of: right, rightNode, predicate.swapped, leftNode) }
    guard let mask = left.asInstruction, mask.operation == .and, right.isConstant,
      right.unsignedInteger == 0, predicate == .equal || predicate == .notEqual
    else { return }
    let (value, bits) = (left.operand(0), left.operand(1))
    guard !value.isConstant, bits.unsignedInteger != nil else { return }
    addRefinement(of: value, node(of: value), predicate, node(of: bits), flags: 1)
  }

  /// Adds a node for `value`, which is at `node`, standing in `predicate` to `other`.
  private mutating func addRefinement(
    of value: Value, _ node: Code.NodeID, _ predicate: Number.Predicate, _ other: Code.NodeID,
    flags: UInt8 = 0
  ) {
    let width = Int(reader.code.widths[Int(node)])
    let result = reader.code.addNode(width: width)
    reader.add(
      .refine, [node, other], detail: predicate.rawValue, flags: flags, result: result,
      block: block)
    replace(value, by: result)
  }

  /// Makes `node` the node of `value` in this block and those that it dominates.
  private mutating func replace(_ value: Value, by node: Code.NodeID) {
    guard !value.isConstant else { return }
    restored.append((value, reader.nodes[value]))
    reader.nodes[value] = node
  }

  /// The node of `value`.
  func node(of value: Value) -> Code.NodeID {
    if value.isConstant { return reader.constantNode(value) }
    if let node = reader.nodes[value] { return node }
    // Metadata, blocks and the like: nothing that is computed.
    return reader.unknownNode
  }

  /// Makes the node that `instruction` computes.
  func result(of instruction: Instruction) -> Code.NodeID {
    let type = instruction.value.type
    guard type.kind != .void else { return -1 }
    let node = reader.code.addNode(width: CodeReader.width(of: type))
    reader.nodes[instruction.value] = node
    reader.note(node, instruction.value)
    return node
  }
}

extension Number.Predicate {

  /// The engine's name for LLVM's `predicate`.
  init(_ predicate: LLVM.Predicate) {
    self =
      switch predicate {
      case .equal: .equal
      case .notEqual: .notEqual
      case .unsignedGreater: .greater
      case .unsignedGreaterOrEqual: .greaterOrEqual
      case .unsignedLess: .less
      case .unsignedLessOrEqual: .lessOrEqual
      case .signedGreater: .signedGreater
      case .signedGreaterOrEqual: .signedGreaterOrEqual
      case .signedLess: .signedLess
      case .signedLessOrEqual: .signedLessOrEqual
      }
  }
}
