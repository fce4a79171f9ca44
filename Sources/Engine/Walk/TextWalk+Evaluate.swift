/// What each step makes of what a walk knows.
extension TextWalk {

  /// Takes `step`; `false` if nothing comes after it, since what it says of a value cannot be.
  mutating func evaluate(
    _ step: Code.Step, _ state: inout WalkState
  ) throws(Interruption) -> Bool {
    switch step.action {
    case .copy: set(step.result, value(0, step, state), in: &state)
    case .toPointer: set(step.result, value(0, step, state), in: &state)
    case .arithmetic: set(step.result, try arithmetic(step, state), in: &state)
    case .truncate, .extendZero, .extendSign:
      set(step.result, try resize(step, state), in: &state)
    case .compare: set(step.result, .number(comparison(step, state)), in: &state)
    case .select: set(step.result, try selection(step, state), in: &state)
    case .address: set(step.result, try address(step, state), in: &state)
    case .load: set(step.result, try load(step, state), in: &state)
    case .store: try store(step, &state)
    case .number: set(step.result, .anything, in: &state)
    case .refine:
      guard let value = refined(step, state) else { return false }
      set(step.result, value, in: &state)
    default:
      for index in 0..<Int(step.count) { try lose(value(index, step, state)) }
      set(step.result, .anything, in: &state)
    }
    return true
  }

  /// The width in bits of `node`, 64 if it is no integer.
  private func width(_ node: Code.NodeID) -> Int {
    let width = node < 0 ? 0 : Int(code.widths[Int(node)])
    return width == 0 ? 64 : width
  }

  /// What arithmetic makes of two values.
  private mutating func arithmetic(
    _ step: Code.Step, _ state: WalkState
  ) throws(Interruption) -> WalkValue {
    let operation = Number.Operation(rawValue: step.detail)!
    let (left, right) = (value(0, step, state), value(1, step, state))
    let width = width(step.result)
    switch (left, right) {
    case (.number(let first), .number(let second)):
      return .number(
        .apply(
          operation, first, second, width: width, flags: Number.Flags(rawValue: step.flags)))
    case (.anything, .number(let second)):
      return partly(operation, second, width)
    case (.number(let first), .anything):
      return partly(operation, first, width)
    case (.address(let object, let offset), .number(let number)):
      if let distance = number.constant.map({ Int64(bitPattern: $0) }) {
        if operation == .add { return place(object, offset &+ distance) ?? .anything }
        if operation == .subtract { return place(object, offset &- distance) ?? .anything }
      }
    case (.number(let number), .address(let object, let offset)) where operation == .add:
      if let distance = number.constant.map({ Int64(bitPattern: $0) }) {
        return place(object, offset &+ distance) ?? .anything
      }
    case (.address(let object, let start), .address(let other, let end))
    where object == other && operation == .subtract:
      return .constant(UInt64(bitPattern: start &- end))
    default: break
    }
    try lose(left)
    try lose(right)
    return .anything
  }

  /// What arithmetic makes of `number` and anything.
  private func partly(_ operation: Number.Operation, _ number: Number, _ width: Int) -> WalkValue {
    // An address may be among what is anything, so that only what cannot be one is a number.
    guard operation == .and, number.high < 4096 || width < 64 else { return .anything }
    return .number(.apply(.and, .any(width), number, width: width, flags: []))
  }

  /// The address `offset` bytes into `object`; `nil` if that is far outside the text.
  private func place(_ object: ObjectID, _ offset: Int64) -> WalkValue? {
    let record = code.objects[Int(object)]
    guard record.owner >= 0 || offset >= -16 && offset <= record.size + 16 else { return nil }
    return .address(object, offset)
  }

  /// What a truncation or an extension makes of its operand.
  private mutating func resize(
    _ step: Code.Step, _ state: WalkState
  ) throws(Interruption) -> WalkValue {
    let old = value(0, step, state)
    let from = width(code.operand(0, of: step))
    let to = width(step.result)
    guard let number = old.number else {
      try lose(old)
      return step.action == .extendZero ? .number(.any(from)) : .anything
    }
    switch step.action {
    case .truncate: return .number(number.truncated(to: to))
    case .extendSign: return .number(number.signExtended(from: from, to: to))
    default: return .number(number)
    }
  }

  /// What a comparison yields.
  private func comparison(_ step: Code.Step, _ state: WalkState) -> Number {
    let predicate = Number.Predicate(rawValue: step.detail)!
    let outcome: Bool?
    switch (value(0, step, state), value(1, step, state)) {
    case (.number(let left), .number(let right)):
      outcome = Number.compare(
        predicate, left, right, width: width(code.operand(0, of: step)))
    case (.address(let object, let left), .address(let other, let right)) where object == other:
      outcome = Number.compare(
        predicate, Number(UInt64(bitPattern: left)), Number(UInt64(bitPattern: right)), width: 64)
    case (.address, .number(let number)), (.number(let number), .address):
      outcome =
        number.constant != 0
        ? nil : predicate == .equal ? false : predicate == .notEqual ? true : nil
    default: outcome = nil
    }
    return outcome.map { Number($0 ? 1 : 0) } ?? .any(1)
  }

  /// What a selection yields.
  private mutating func selection(
    _ step: Code.Step, _ state: WalkState
  ) throws(Interruption) -> WalkValue {
    let (first, second) = (value(1, step, state), value(2, step, state))
    switch value(0, step, state).number?.constant {
    case 1?: return first
    case 0?: return second
    default: break
    }
    if first == second { return first }
    if let one = first.number, let other = second.number { return .number(one.union(other)) }
    try lose(first)
    try lose(second)
    return .anything
  }

  /// What an address computation makes of its operands.
  private mutating func address(
    _ step: Code.Step, _ state: WalkState
  ) throws(Interruption) -> WalkValue {
    let base = value(0, step, state)
    guard case .address(let object, var offset) = base else { return .anything }
    let scales = Int(step.extra)
    offset += code.scales[scales]
    for index in 1..<max(1, Int(step.count)) {
      let width = width(code.operand(index, of: step))
      guard
        let number = value(index, step, state).number?.signExtended(from: width, to: 64).constant
      else {
        try lose(base)
        return .anything
      }
      offset &+= Int64(bitPattern: number) &* code.scales[scales + index]
    }
    guard let result = place(object, offset) else {
      try lose(base)
      return .anything
    }
    return result
  }

  /// What a load reads.
  private mutating func load(
    _ step: Code.Step, _ state: WalkState
  ) throws(Interruption) -> WalkValue {
    guard case .address(let object, let offset) = value(0, step, state) else { return .anything }
    let cell = WalkCell(object: object, offset: offset, size: Int64(step.size))
    let record = code.objects[Int(object)]
    if record.owner < 0 {
      return resized(outlines.constant(cell, in: record, constant), to: step.result)
    }
    if let value = state.memory[cell] { return resized(value, to: step.result) }
    for entry in state.memory where entry.key.meets(cell) { try lose(entry.value) }
    return .anything
  }

  /// Writes what `step` stores.
  private mutating func store(
    _ step: Code.Step, _ state: inout WalkState
  ) throws(Interruption) {
    let stored = value(1, step, state)
    guard case .address(let object, let offset) = value(0, step, state),
      code.objects[Int(object)].owner >= 0
    else { return try lose(stored) }
    let cell = WalkCell(object: object, offset: offset, size: Int64(step.size))
    for entry in state.memory where entry.key.meets(cell) {
      if entry.key != cell { try lose(entry.value) }
      state.memory[entry.key] = nil
    }
    if stored != .anything { state.memory[cell] = stored }
  }

  /// What operand 0 is where `step` says something of it; `nil` if that cannot be.
  private func refined(_ step: Code.Step, _ state: WalkState) -> WalkValue? {
    let (old, other) = (value(0, step, state), value(1, step, state))
    let width = Int(code.widths[Int(code.operand(0, of: step))])
    let predicate = Number.Predicate(rawValue: step.detail)!
    guard step.flags != Solver.maskRefinement, let bound = other.number, width > 0 else {
      return old
    }
    switch old {
    case .address: return old
    case .anything:
      if predicate == .equal, let constant = bound.constant { return .constant(constant) }
      return width < 64 ? .number(Number.any(width).refined(predicate, bound, width: width)) : old
    case .number(let number):
      let result = number.refined(predicate, bound, width: width)
      return result.isNone ? nil : .number(result)
    }
  }
}
