/// What goes where it cannot be followed: foreign code, and memory that many share.
extension Solver {

  /// Lets `value` go where it cannot be followed.
  func escape(_ value: AbstractValue) {
    let set = Int(value.targets)
    if set >= areEscaped.count {
      areEscaped += Array(
        repeating: false, count: max(sets.count, 2 * areEscaped.count) - areEscaped.count)
    }
    if areEscaped[set] { return }
    areEscaped[set] = true
    for target in sets[value.targets].packed { escape(target.object) }
  }

  /// Lets the address of `object` go where it cannot be followed.
  func escape(_ object: ObjectID) {
    guard !memory.states[Int(object)].isEscaped else { return }
    memory.states[Int(object)].isEscaped = true
    let record = objects[Int(object)]
    isOpaque[Int(object)] = !record.isConstant && record.kind != .function
    escapeCauses[object] = (current, spreading)
    escaping.append(object)
    escapeOrder.append(object)
  }

  /// Draws the consequences of `object` having escaped.
  func spread(_ object: ObjectID) {
    let record = objects[Int(object)]
    if object == digits.object { return escapeDigits() }
    if record.kind == .function { return escape(function: record.function) }
    for cell in memory.states[Int(object)].cells { escape(memory.cells[Int(cell)].value) }
    for layer in memory.states[Int(object)].layers { sink(layer.source.object, for: -1) }
    escapeContents(of: object)
    guard !record.isConstant else { return }
    provenance?.source = .escape(object)
    for view in memory.states[Int(object)].views { grow(view, unknown) }
  }

  /// Lets the pointers that `object` holds at start escape.
  private func escapeContents(of object: ObjectID) {
    let record = objects[Int(object)]
    guard record.contents >= 0 else { return }
    for (index, pointer) in code.contents[Int(record.contents)].pointers.enumerated() {
      memory.states[Int(object)].readPointers.insert(Int32(index))
      let value = value(of: pointer.value, width: 64)
      for target in sets[value.targets] {
        causes.note(.slot, object: target.object, holder: object)
      }
      escape(value)
    }
  }

  /// Lets the address of `function` escape: a call that is not followed may reach it.
  private func escape(function: Code.FunctionID) {
    guard function >= 0, !isFunctionEscaped[Int(function)] else { return }
    isFunctionEscaped[Int(function)] = true
    if let step = unknownCaller(of: function) {
      enterFromUnknown(function, step)
    } else {
      waiting.append(function)
    }
  }

  /// An instruction that may call `function` without being followed.
  func unknownCaller(of function: Code.FunctionID) -> Code.StepID? {
    if let callback { return callback }
    let shape = code.functions[Int(function)].shape
    return unknownCalls.filter { $0.key.reaches(shape) }.map(\.value).min()
  }

  /// Notes that the call `step`, of shape `shape`, may reach any function that escaped.
  func reachUnknown(_ shape: CallShape, _ step: Code.StepID) {
    guard unknownCalls[shape] == nil else { return }
    unknownCalls[shape] = step
    wake(step) { shape.reaches($0) }
  }

  /// Makes those waiting functions live whose shapes `matches`.
  private func wake(_ step: Code.StepID, _ matches: (CallShape) -> Bool) {
    let woken = waiting.filter { matches(code.functions[Int($0)].shape) }
    waiting.removeAll { matches(code.functions[Int($0)].shape) }
    for function in woken { enterFromUnknown(function, step) }
  }

  /// Makes `function` live, called from `step` with anything.
  private func enterFromUnknown(_ function: Code.FunctionID, _ step: Code.StepID) {
    causes.note(.escape, function: function, step: step)
    enter(function)
    receiveAnything(function)
  }

  /// Lets `function` be called with anything, and what it returns go anywhere.
  func receiveAnything(_ function: Code.FunctionID) {
    isFunctionEscaped[Int(function)] = true
    open(function)
    let record = code.functions[Int(function)]
    if record.protection >= 0 { noteProtection(unknown) }
    guard record.entry >= 0 else { return }
    for index in 0..<record.parameterCount { joinAnything(record.firstParameter + index) }
    if record.variadic >= 0 { escape(record.variadic) }
    escape(values[Int(record.result)])
  }

  /// Passes the arguments of the call `step` to where it is not followed.
  func passToUnknown(_ step: Code.Step) {
    escapeArguments(of: step)
    joinAnything(step.result)
  }

  /// Lets the arguments of the call `step` go where they are not followed.
  func escapeArguments(of step: Code.Step) {
    for index in 1..<max(1, Int(step.count)) { escape(value(index, step)) }
  }

  /// Adds everything to what `node` may be.
  func joinAnything(_ node: Code.NodeID) {
    guard node >= 0 else { return }
    let width = Int(code.widths[Int(node)])
    join(
      node,
      width > 0 && width < 64
        ? AbstractValue(number: .any(width), targets: fragments(unknown.targets)) : unknown)
  }

  /// Adds every number to what `node` may be.
  func joinAnyNumber(_ node: Code.NodeID) {
    let width = Int(code.widths[Int(node)])
    join(node, AbstractValue(number: .any(width == 0 ? 64 : width), targets: TargetSets.empty))
  }

  /// Passes the arguments of the call `number` to a function whose body is not seen.
  func passToForeign(_ step: Code.Step, _ number: Code.StepID) {
    if code.foreignFunctionsCallBack { allowCallback(number) }
    passToUnknown(step)
  }

  /// Notes that code that is not seen, reached by `number`, may call what escaped.
  private func allowCallback(_ number: Code.StepID) {
    guard callback == nil else { return }
    callback = number
    wake(number) { _ in true }
  }

  /// Code that is not seen: operands escape, memory operands change; bit 0 of `detail` says that it
  /// calls back, bit 1 that what it gives are numbers.
  func foreign(_ step: Code.Step, _ number: Code.StepID) {
    if step.detail & 1 != 0 { allowCallback(number) }
    for index in 0..<Int(step.count) {
      let operand = value(index, step)
      if step.extra & (1 << Int32(min(index, 30))) != 0 {
        changeMemory(at: operand, number)
      } else {
        escape(operand)
      }
    }
    guard step.result >= 0 else { return }
    if step.detail & 2 == 0 { return joinAnything(step.result) }
    join(step.result, AbstractValue(number: .any(width(step)), targets: TargetSets.empty))
  }

  /// Lets code that is not seen read and write the bytes at `pointer`.
  private func changeMemory(at pointer: AbstractValue, _ number: Code.StepID) {
    let size = Int64(max(1, code.steps[Int(number)].size))
    for target in sets[pointer.targets] where !target.isFragment && target.object != 0 {
      let object = objects[Int(target.object)]
      guard object.kind != .function,
        let key = AccessKey(target, size: size, objectSize: object.size, tag: 0)
      else { continue }
      let view = view(in: target.object, key, for: number)
      if !memory.views[Int(view)].isSink {
        memory.views[Int(view)].isSink = true
        escape(memory.views[Int(view)].value)
      }
      if !object.isConstant { fill(cell(in: target.object, key), foreignValue(size)) }
    }
  }

  /// What code that is not seen may write into `size` bytes.
  private func foreignValue(_ size: Int64) -> AbstractValue {
    size >= 8 ? unknown : AbstractValue(number: .any(Int(size) * 8), targets: TargetSets.empty)
  }
}
