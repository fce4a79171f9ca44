/// What walks need to know of functions and constants, worked out once.
final class WalkOutlines {

  /// The program.
  private let code: Code
  /// For each block that was asked for, the nodes whose values are used from there on.
  private var needed: [Code.BlockID: Set<Code.NodeID>] = [:]
  /// The same, in order.
  private var neededInOrder: [Code.BlockID: [Code.NodeID]] = [:]
  /// The functions whose blocks are in `needed`.
  private var seen: Set<Code.FunctionID> = []
  /// The blocks of each function, from the first on.
  private let blocks: [Code.FunctionID: Range<Int>]
  /// Whether functions save contexts.
  private var saving: [Code.FunctionID: Bool] = [:]

  /// Outlines of the functions of `code`.
  init(_ code: Code) {
    self.code = code
    var blocks: [Code.FunctionID: Range<Int>] = [:]
    for (number, block) in code.blocks.enumerated() {
      let first = blocks[block.function]?.lowerBound ?? number
      blocks[block.function] = first..<number + 1
    }
    self.blocks = blocks
  }

  /// The blocks of `function`.
  func blocks(of function: Code.FunctionID) -> Range<Int> { blocks[function] ?? 0..<0 }

  /// The steps of `function`.
  func steps(of function: Code.FunctionID) -> Range<Int> {
    let blocks = blocks(of: function)
    guard let first = blocks.first, let last = blocks.last else { return 0..<0 }
    let (start, end) = blocks.reduce(
      (Int(code.blocks[first].firstStep), Int(code.blocks[last].endStep))
    ) {
      (min($0.0, Int(code.blocks[$1].firstStep)), max($0.1, Int(code.blocks[$1].endStep)))
    }
    return start..<end
  }

  /// `true` iff `function` may be come back to by `longjmp`.
  func savesContext(in function: Code.FunctionID) -> Bool {
    if let known = saving[function] { return known }
    let result = steps(of: function).contains { number in
      let step = code.steps[number]
      guard step.action == .call else { return false }
      let callee = code.operand(0, of: step)
      return savers.contains(callee)
    }
    saving[function] = result
    return result
  }

  /// The constant nodes that are the addresses of functions that save contexts.
  private lazy var savers: Set<Code.NodeID> = {
    var result: Set<Code.NodeID> = []
    for (node, constant) in code.constants {
      guard case .address(let object, _) = constant else { continue }
      let function = code.objects[Int(object)].function
      if function >= 0, code.functions[Int(function)].role == .savesContext { result.insert(node) }
    }
    return result
  }()

  /// The nodes whose values are used at `block` after its phis, or later, in order.
  func neededNodes(at block: Code.BlockID) -> [Code.NodeID] {
    if let known = neededInOrder[block] { return known }
    let function = code.blocks[Int(block)].function
    if seen.insert(function).inserted { findNeededNodes(in: function) }
    let result = (needed[block] ?? []).sorted()
    neededInOrder[block] = result
    return result
  }

  /// Finds what is used where in `function` (live variables, backwards to a fixpoint).
  private func findNeededNodes(in function: Code.FunctionID) {
    let range = blocks(of: function)
    var isChanged = true
    while isChanged {
      isChanged = false
      for number in range.reversed() {
        let live = neededNodes(before: number)
        if live.count != needed[Code.BlockID(number)]?.count ?? 0 {
          needed[Code.BlockID(number)] = live
          isChanged = true
        }
      }
    }
  }

  /// The nodes that are used at the block `number` or later, as far as is known of later blocks.
  private func neededNodes(before number: Int) -> Set<Code.NodeID> {
    let block = code.blocks[number]
    var live: Set<Code.NodeID> = []
    for edge in Int(block.firstEdge)..<Int(block.endEdge) {
      let target = code.blocks[Int(code.edgeTargets[edge])]
      let slot = Int(code.edgeSlots[edge] - target.firstSlot)
      let phis = code.steps[Int(target.firstStep)..<Int(target.endStep)].prefix {
        $0.action == .phi
      }
      var after = needed[code.edgeTargets[edge]] ?? []
      for phi in phis { after.remove(phi.result) }
      for phi in phis where !code.isConstant(code.operand(slot, of: phi)) {
        after.insert(code.operand(slot, of: phi))
      }
      live.formUnion(after)
    }
    for step in (block.firstStep..<block.endStep).reversed() {
      let record = code.steps[Int(step)]
      if record.action == .phi { break }
      live.remove(record.result)
      for node in code.operands(of: record) where !code.isConstant(node) { live.insert(node) }
    }
    return live
  }

  /// What the bytes `cell` of the constant `object` hold.
  func constant(
    _ cell: WalkCell, in object: Code.Object, _ node: (Code.NodeID) -> WalkValue
  ) -> WalkValue {
    guard object.kind == .variable, object.isConstant, cell.size <= 8 else { return .anything }
    guard object.contents >= 0 else { return object.isZero ? .constant(0) : .anything }
    let contents = code.contents[Int(object.contents)]
    for pointer in contents.pointers {
      guard
        pointer.offset < cell.offset + cell.size, cell.offset < pointer.offset + pointer.size
      else { continue }
      if pointer.offset == cell.offset, pointer.size == cell.size,
        case .address(let target, let offset) = pointer.value
      {
        return .address(target, offset)
      }
      return .anything
    }
    // Beyond the end anything may stand, of which what is read of the text says something.
    var (zeros, ones) = (~Number.mask(Int(cell.size) * 8), UInt64(0))
    for index in 0..<cell.size {
      let offset = Int(cell.offset + index)
      guard offset >= 0, offset < contents.bytes.count else { continue }
      let byte = UInt64(contents.bytes[offset])
      ones |= byte << UInt64(8 * index)
      zeros |= (~byte & 0xff) << UInt64(8 * index)
    }
    return .number(Number(zeros: zeros, ones: ones))
  }
}
