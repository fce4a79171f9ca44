/// What walks need to know of functions and constants, worked out once.
final class WalkOutlines {

  /// The program.
  private let code: Code
  /// For each block of functions that were asked for, the nodes whose values are used from there on, in
  /// order.
  private var needed: [Code.BlockID: [Code.NodeID]] = [:]
  /// Whether functions save contexts.
  private var saving: [Code.FunctionID: Bool] = [:]

  /// Outlines of the functions of `code`.
  init(_ code: Code) { self.code = code }

  /// `true` iff `function` may be come back to by `longjmp`.
  func savesContext(in function: Code.FunctionID) -> Bool {
    if let known = saving[function] { return known }
    let result = code.steps(of: function).contains { number in
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
    if needed[block] == nil { findNeededNodes(in: code.blocks[Int(block)].function) }
    return needed[block]!
  }

  /// Finds what is used where in `function` (live variables, backwards to a fixpoint).
  private func findNeededNodes(in function: Code.FunctionID) {
    let blocks = code.blocks(of: function)
    var found = Array(repeating: Set<Code.NodeID>(), count: blocks.count)
    var isChanged = true
    while isChanged {
      isChanged = false
      for number in blocks.reversed() {
        let live = neededNodes(before: number) { found[Int($0) - blocks.lowerBound] }
        if live.count != found[number - blocks.lowerBound].count {
          found[number - blocks.lowerBound] = live
          isChanged = true
        }
      }
    }
    for number in blocks {
      needed[Code.BlockID(number)] = found[number - blocks.lowerBound].sorted()
    }
  }

  /// The nodes that are used at the block `number` or later, if `known` tells that of later blocks.
  private func neededNodes(
    before number: Int, _ known: (Code.BlockID) -> Set<Code.NodeID>
  ) -> Set<Code.NodeID> {
    let block = code.blocks[number]
    var live: Set<Code.NodeID> = []
    for edge in Int(block.firstEdge)..<Int(block.endEdge) {
      let target = code.blocks[Int(code.edgeTargets[edge])]
      let slot = Int(code.edgeSlots[edge] - target.firstSlot)
      let phis = code.steps[Int(target.firstStep)..<Int(target.endStep)].prefix {
        $0.action == .phi
      }
      var after = known(code.edgeTargets[edge])
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
