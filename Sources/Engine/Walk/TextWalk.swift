/// A walk through a function that interprets a constant text, such as the format of `printf`.
///
/// What it computes: which edges and which numbers are possible in a function, and in those that it
/// calls with what it found in the text, if one parameter points to a given constant and all others
/// are anything. It is an abstract interpretation whose states are told apart by where pointers
/// into the text stand (trace partitioning, Rival and Mauborgne 2007), so that what a directive
/// leads to is known for each directive; all else is joined. Local variables whose addresses are
/// seen everywhere are followed.
/// Why that is sound: every step makes at least what the machine could make of it; values that are
/// not followed are anything; a variable whose address is lost from sight is no longer followed, and
/// the walk begins anew. Functions that save contexts are not walked through.
/// What it cannot see: texts that are written at run time, and relations between values.
/// Cost: the length of the text times the size of the function, in steps; given up beyond a bound.
struct TextWalk {

  /// The program.
  let code: Code
  /// Gives the value of a constant node.
  let constant: (Code.NodeID) -> WalkValue
  /// What is kept of each function that was walked through.
  let outlines: WalkOutlines
  /// The text.
  let text: ObjectID
  /// How many more steps it may take.
  private(set) var budget: Int

  /// Local variables that are not followed.
  private(set) var lost: Set<ObjectID>
  /// The edges that were taken.
  private(set) var edges = NumberSet()
  /// The nodes that were computed.
  private(set) var nodes = NumberSet()
  /// The number that each of `nodes` was found to be; those that may be more than numbers are any number.
  private(set) var numbers: [Number] = []
  /// Calls that were not walked through.
  private(set) var skipped = NumberSet()
  /// The functions that are being walked through, outermost first.
  private var chain: [Code.FunctionID] = []
  /// What calls came to before.
  private var known: [Call: [WalkExit]] = [:]

  /// What ends a walk early.
  enum Interruption: Error {
    /// The address of a variable that was followed went out of sight.
    case lost
    /// It took too many steps.
    case exhausted
  }

  /// A call that was walked through.
  private struct Call: Hashable {
    /// The function.
    let function: Code.FunctionID
    /// The arguments.
    let arguments: [WalkValue]
    /// What local variables held.
    let memory: WalkMap<WalkCell>
  }

  /// A walk with `text` that takes at most `budget` steps and does not follow `lost`.
  init(
    _ code: Code, _ outlines: WalkOutlines, text: ObjectID, budget: Int, lost: Set<ObjectID>,
    constant: @escaping (Code.NodeID) -> WalkValue
  ) {
    self.code = code
    self.outlines = outlines
    self.text = text
    self.budget = budget
    self.lost = lost
    self.constant = constant
  }

  /// The most functions that are walked through within each other.
  private static let deepest = 4

  /// Walks through `function`, called with `arguments` while variables hold `memory`; returns the
  /// ways in which it comes back.
  mutating func run(
    _ function: Code.FunctionID, _ arguments: [WalkValue], _ memory: WalkMap<WalkCell> = .init()
  ) throws(Interruption) -> [WalkExit] {
    let call = Call(function: function, arguments: arguments, memory: memory)
    if let exits = known[call] { return exits }
    let record = code.functions[Int(function)]
    chain.append(function)
    defer { chain.removeLast() }
    var state = WalkState(memory: memory)
    for index in 0..<Int(record.parameterCount) {
      let node = record.firstParameter + Int32(index)
      let value = index < arguments.count ? arguments[index] : .anything
      set(node, resized(value, to: node), in: &state)
    }
    var frame = Frame(function: function)
    try arrive(at: record.entry, state, &frame)
    while let place = frame.places.next() { try walk(through: place.block, place.state, &frame) }
    let exits = frame.exits.values.map { withoutLocals($0, of: function) }
    known[call] = exits
    return exits
  }

  /// A function that is being walked through.
  struct Frame {
    /// The function.
    let function: Code.FunctionID
    /// What is known where, and where to go on.
    var places = WalkPlaces()
    /// The ways in which it comes back.
    var exits: [WalkKey: WalkExit] = [:]
  }

  /// `exit` without what the variables of `function` held, whose life has ended.
  private func withoutLocals(_ exit: WalkExit, of function: Code.FunctionID) -> WalkExit {
    WalkExit(
      value: exit.value,
      memory: exit.memory.filter { code.objects[Int($0.key.object)].owner != function })
  }

  /// Walks through `block` from its first step that is no phi.
  private mutating func walk(
    through block: Code.BlockID, _ state: WalkState, _ frame: inout Frame
  ) throws(Interruption) {
    var step = code.blocks[Int(block)].firstStep
    while code.steps[Int(step)].action == .phi { step += 1 }
    try walk(from: step, in: block, state, &frame)
  }

  /// Walks through `block` from `first` on.
  private mutating func walk(
    from first: Code.StepID, in block: Code.BlockID, _ start: WalkState, _ frame: inout Frame
  ) throws(Interruption) {
    var state = start
    for number in first..<code.blocks[Int(block)].endStep {
      budget -= 1
      if budget <= 0 { throw .exhausted }
      let step = code.steps[Int(number)]
      switch step.action {
      case .call:
        guard let function = walkable(step, state) else {
          try skip(step, number, &state)
          continue
        }
        let arguments = (1..<max(1, Int(step.count))).map { value($0, step, state) }
        for exit in try run(function, arguments, state.memory) {
          var after = state
          after.memory = exit.memory
          if step.result >= 0 { set(step.result, resized(exit.value, to: step.result), in: &after) }
          try walk(from: number + 1, in: block, after, &frame)
        }
        return
      case .branch, .switch, .jump:
        return try leave(block, step, state, &frame)
      case .return:
        return try comeBack(step, state, &frame)
      case .stop: return
      default:
        guard try evaluate(step, &state) else { return }
      }
    }
  }

  /// The function that the call `step` calls, if it is walked through.
  private func walkable(_ step: Code.Step, _ state: WalkState) -> Code.FunctionID? {
    guard chain.count < Self.deepest, code.isConstant(code.operand(0, of: step)),
      let object = value(0, step, state).object
    else { return nil }
    let function = code.objects[Int(object)].function
    guard function >= 0, !chain.contains(function) else { return nil }
    let record = code.functions[Int(function)]
    guard record.entry >= 0, record.role.isFollowed, record.variadic < 0,
      !record.takesCopies, record.shape == Solver.shape(of: step),
      !outlines.savesContext(in: function)
    else { return nil }
    let matters = (1..<max(1, Int(step.count))).contains { index in
      let node = code.operand(index, of: step)
      return !code.isConstant(node) && value(index, step, state) != .anything
        || value(index, step, state).object.map { code.objects[Int($0)].owner >= 0 } ?? false
    }
    return matters ? function : nil
  }

  /// Takes the call `step` to do anything with what it is given.
  private mutating func skip(
    _ step: Code.Step, _ number: Code.StepID, _ state: inout WalkState
  ) throws(Interruption) {
    skipped.insert(number)
    for index in 0..<Int(step.count) { try lose(value(index, step, state)) }
    set(step.result, .anything, in: &state)
  }

  /// Follows the edges of `block` that its last step allows.
  private mutating func leave(
    _ block: Code.BlockID, _ step: Code.Step, _ state: WalkState, _ frame: inout Frame
  ) throws(Interruption) {
    let record = code.blocks[Int(block)]
    let condition = step.count > 0 ? value(0, step, state).number : nil
    for edge in record.firstEdge..<record.endEdge {
      let index = Int(edge - record.firstEdge)
      guard allows(step, index, Int(record.endEdge - record.firstEdge), condition) else {
        continue
      }
      edges.insert(edge)
      try follow(edge, state, &frame)
    }
  }

  /// `true` iff `condition` lets the last step `step` of a block take edge `index` of `count`.
  private func allows(
    _ step: Code.Step, _ index: Int, _ count: Int, _ condition: Number?
  ) -> Bool {
    guard let condition, step.action != .jump, count > 1 else { return true }
    if step.action == .branch { return condition.contains(index == 0 ? 1 : 0) }
    if index > 0 { return condition.contains(code.cases[Int(step.extra) + index - 1]) }
    guard let value = condition.constant else { return true }
    return !(1..<count).contains { code.cases[Int(step.extra) + $0 - 1] == value }
  }

  /// Goes along `edge`: phis get their values, and what is not needed any more is forgotten.
  private mutating func follow(
    _ edge: Int32, _ state: WalkState, _ frame: inout Frame
  ) throws(Interruption) {
    let target = code.edgeTargets[Int(edge)]
    let record = code.blocks[Int(target)]
    let slot = Int(code.edgeSlots[Int(edge)] - record.firstSlot)
    var next = WalkState(
      values: state.values.only(outlines.neededNodes(at: target)), memory: state.memory)
    for number in record.firstStep..<record.endStep {
      let step = code.steps[Int(number)]
      guard step.action == .phi else { break }
      set(step.result, value(slot, step, state), in: &next)
    }
    try arrive(at: target, next, &frame)
  }

  /// Adds `state` to what is known at `block`.
  private mutating func arrive(
    at block: Code.BlockID, _ state: WalkState, _ frame: inout Frame
  ) throws(Interruption) {
    let (place, isNew) = frame.places.place(of: key(block, state), state)
    if isNew { return }
    let growth = frame.places[place].growth
    guard try join(state, into: &frame.places[place].state, growth: growth) else { return }
    frame.places[place].growth += 1
    frame.places.append(place)
  }

  /// Notes a return.
  private mutating func comeBack(
    _ step: Code.Step, _ state: WalkState, _ frame: inout Frame
  ) throws(Interruption) {
    let value = step.count > 0 ? value(0, step, state) : .anything
    var key = key(-1, WalkState(memory: state.memory))
    if case .address(text, let offset) = value {
      key.positions.append(.init(node: 0, offset: offset))
    }
    // The result is kept as that of node -1, which no node is.
    var old = WalkState(memory: state.memory)
    old.values[-1] = value
    if let known = frame.exits[key] {
      var both = WalkState(memory: known.memory)
      both.values[-1] = known.value
      _ = try join(old, into: &both, growth: Self.patience)
      old = both
    }
    frame.exits[key] = WalkExit(value: old.values[-1] ?? .anything, memory: old.memory)
  }

  /// How often numbers grow before they are taken to be any.
  private static let patience = 3

  /// Adds `new` to `state`; `true` iff that grew.
  private mutating func join(
    _ new: WalkState, into state: inout WalkState, growth: Int
  ) throws(Interruption) -> Bool {
    let haveGrown = try join(new.values, into: &state.values, growth)
    let holdMore = try join(new.memory, into: &state.memory, growth)
    return haveGrown || holdMore
  }

  /// Adds `new` to `known`: what is not in both may be anything; `true` iff that grew.
  private mutating func join<Key>(
    _ new: WalkMap<Key>, into known: inout WalkMap<Key>, _ growth: Int
  ) throws(Interruption) -> Bool {
    if new == known { return false }
    for entry in new where known[entry.key] == nil { try lose(entry.value) }
    return try known.unite(with: new) { (first, second) throws(Interruption) in
      try united(first, second, growth)
    }
  }

  /// The union of `first` and `second`; `nil` if that is anything.
  private mutating func united(
    _ first: WalkValue, _ second: WalkValue?, _ growth: Int
  ) throws(Interruption) -> WalkValue? {
    if first == second { return first }
    if growth < Self.patience, let one = first.number, let other = second?.number {
      return .number(one.union(other))
    }
    try lose(first)
    if let second { try lose(second) }
    return nil
  }

  /// Where `state` belongs at `block`.
  private func key(_ block: Code.BlockID, _ state: WalkState) -> WalkKey {
    var key = WalkKey(block: block)
    for entry in state.values {
      if case .address(text, let offset) = entry.value {
        key.positions.append(.init(node: entry.key, offset: offset))
      }
    }
    for entry in state.memory {
      if case .address(text, let offset) = entry.value {
        key.positions.append(.init(cell: entry.key, offset: offset))
      }
    }
    return key
  }

  /// Notes that `value` goes out of sight.
  mutating func lose(_ value: WalkValue) throws(Interruption) {
    guard let object = value.object, code.objects[Int(object)].owner >= 0 else { return }
    lost.insert(object)
    throw .lost
  }

  /// Makes `node` be `value` in `state`.
  mutating func set(_ node: Code.NodeID, _ value: WalkValue, in state: inout WalkState) {
    if node < 0 { return }
    state.values[node] = value == .anything ? nil : value
    let number = value.number ?? .any(64)
    let (place, isNew) = nodes.place(of: node)
    if isNew {
      numbers.append(number)
    } else if numbers[place] != number {
      numbers[place] = numbers[place].union(number)
    }
  }

  /// Operand `index` of `step` in `state`.
  func value(_ index: Int, _ step: Code.Step, _ state: WalkState) -> WalkValue {
    let node = code.operand(index, of: step)
    guard code.isConstant(node) else { return state.values[node] ?? .anything }
    let value = constant(node)
    if let object = value.object, lost.contains(object) { return .anything }
    return value
  }

  /// `value` as a value of the width of `node`.
  func resized(_ value: WalkValue, to node: Code.NodeID) -> WalkValue {
    let width = Int(code.widths[Int(node)])
    guard let number = value.number, width > 0 else { return value }
    return .number(number.truncated(to: width))
  }
}
