/// Calls, and what escapes.
extension Solver {

  /// A call: reaches what its callee may be, passes arguments, takes results.
  func call(_ step: Code.Step, _ number: Code.StepID) {
    let callee = value(0, step)
    let before = links.seen[Int(number)]
    if before != callee.targets {
      links.seen[Int(number)] = callee.targets
      if links[number] == nil { links[number] = Links() }
      forNews(in: callee.targets, since: before) { target in
        if !target.isFragment { reach(target, step, number) }
      }
    }
    guard let link = links.place(of: number) else { return }
    if links[at: link].isUnknown { passToUnknown(step) }
    var index = 0
    // What is passed may let the call reach more.
    let count = links[at: link].functions.count
    while index < count {
      let function = links[at: link].functions[index]
      pass(step, number, to: function)
      index += 1
    }
  }

  /// Connects the call `number` with what stands at `target`.
  private func reach(_ target: Target, _ step: Code.Step, _ number: Code.StepID) {
    if target.object == 0 {
      links[number]!.isUnknown = true
      reachUnknown(Self.shape(of: step), number)
      return continueAfter(number)
    }
    let function = objects[Int(target.object)].function
    guard function >= 0 else {
      guard mayLeadOn(target.object) else { return }
      links[number]!.isUnknown = true
      reachUnknown(Self.shape(of: step), number)
      return continueAfter(number)
    }
    guard Self.shape(of: step).reaches(code.functions[Int(function)].shape) else { return }
    links[number]!.functions.append(function)
    callers[Int(function)].append(number)
    let isDirect = code.isConstant(code.operand(0, of: step))
    noteCall(number, isDirect: isDirect, of: function)
    causes.note(isDirect ? .call : .indirectCall, function: function, step: number)
    enter(function)
    continueAfter(number)
  }

  /// `true` iff an address computed from that of `object`, which is no function, may be one of code:
  /// it is not seen, or may be executed, or it holds distances to functions, which are added to its address.
  func mayLeadOn(_ object: ObjectID) -> Bool {
    if executesData { return true }
    let record = objects[Int(object)]
    if record.kind == .external { return true }
    guard record.contents >= 0 else { return false }
    return code.contents[Int(record.contents)].pointers.contains { $0.size < 8 }
  }

  /// The shape of the arguments of the call `step`.
  static func shape(of step: Code.Step) -> CallShape {
    var shape = CallShape()
    shape.integers = UInt8(truncatingIfNeeded: step.extra)
    shape.vectors = UInt8(truncatingIfNeeded: step.extra >> 8)
    shape.memory = UInt8(truncatingIfNeeded: step.extra >> 16)
    return shape
  }

  /// Passes the arguments of the call `step` to `function`, and takes what it gives back.
  private func pass(_ step: Code.Step, _ number: Code.StepID, to function: Code.FunctionID) {
    let record = code.functions[Int(function)]
    noteProtection(step, record)
    guard record.role.isOrdinary else { return playRole(record, step, number, function) }
    if record.entry < 0 { return passToForeign(step, number) }
    passArguments(step, number, to: record, function)
    switch record.role {
    case .maps: if map(step, number, record.role) { return }
    case .remaps(let flags, let clear): if remap(step, number, flags + 1, not: clear) { return }
    case .sends: for index in places(of: 2, step) { send(value(index, step), number) }
    default: break
    }
    let result = values[Int(record.result)]
    if record.isAllocationWrapper {
      takeFresh(result, step, number)
    } else {
      take(result, step)
    }
    for index in record.returned { take(back(code.returnedArguments[index], step), step) }
  }

  /// Copies what stands at `pointer`, and behind it, to `object`.
  func copyContents(of pointer: AbstractValue, to object: ObjectID, _ number: Code.StepID) {
    for old in sets[pointer.targets] where !old.isFragment && old.object != object {
      add(
        Memory.Layer(
          source: Target(old.object), destination: Target(object), length: Target.highest,
          isExact: false), for: number)
    }
  }

  /// The argument of the call `step` that it gets back as `argument`.
  private func back(_ argument: Code.ReturnedArgument, _ step: Code.Step) -> AbstractValue {
    let index = Int(argument.parameter) + 1
    guard index < Int(step.count) else { return unknown }
    let value = value(index, step)
    guard let offset = argument.offset else {
      return AbstractValue(number: .any(64), targets: smeared(value.targets))
    }
    if offset == 0 { return value }
    return AbstractValue(
      number: value.number.isNone ? .none : .any(64),
      targets: moved(value.targets, by: Number(UInt64(bitPattern: offset))))
  }

  /// Gives `value`, which a call returned, to the node of the call `step`.
  func take(_ value: AbstractValue, _ step: Code.Step) {
    guard step.result >= 0, !value.isNone else { return }
    var result = value
    let width = Int(code.widths[Int(step.result)])
    if width > 0 { result.number = value.number.truncated(to: width) }
    join(step.result, result)
  }

  /// Passes the arguments of the call `step` to the parameters of `function`.
  private func passArguments(
    _ step: Code.Step, _ number: Code.StepID, to function: Code.Function, _ id: Code.FunctionID
  ) {
    let own = dispatched(number, to: function.object)
    let count = Int(function.parameterCount)
    let readsTexts = texts.standing[Int(id)] == .limited
    for index in 0..<count {
      let parameter = function.firstParameter + Int32(index)
      let width = Int(code.widths[Int(parameter)])
      guard index + 1 < Int(step.count) else {
        // Nothing is passed, but the register holds something.
        joinAnyNumber(parameter)
        continue
      }
      var argument = own[index] ?? value(index + 1, step)
      if width > 0 { argument.number = argument.number.truncated(to: width) }
      if function.takesCopies, let copy = code.copies[parameter] {
        argument = copyStructure(argument, to: copy, number)
      }
      join(parameter, argument)
      if readsTexts { readTexts(at: parameter, of: function) }
    }
    guard function.variadic >= 0, Int(step.count) > count + 1 else { return }
    let cell = cell(in: function.variadic, .everything(size: 8))
    for index in (count + 1)..<Int(step.count) {
      var argument = value(index, step)
      if argument.isNone { continue }
      argument.number = .any(64)
      fill(cell, argument)
    }
  }

  /// What a parameter is whose argument `original` points to a structure that the call copies to
  /// `copy`: it holds what the original held, and stands elsewhere.
  private func copyStructure(
    _ original: AbstractValue, to copy: ObjectID, _ step: Code.StepID
  ) -> AbstractValue {
    if original.isNone { return .none }
    let destination = Target(copy)
    for source in sets[original.targets] where !source.isFragment {
      add(
        Memory.Layer(
          source: source, destination: destination, length: objects[Int(copy)].size, isExact: true),
        for: step)
    }
    return AbstractValue(number: .none, targets: sets.only(destination))
  }

  /// Lets `function` return `value`.
  func giveBack(_ value: AbstractValue, from function: Code.FunctionID) {
    if isFunctionEscaped[Int(function)] { escape(value) }
    let result = code.functions[Int(function)].result
    let old = values[Int(result)]
    join(result, value)
    guard values[Int(result)] != old else { return }
    guard passesResultsOn(code.functions[Int(function)]) else {
      for caller in callers[Int(function)] { push(caller) }
      return
    }
    // Looking at all that the calls pass would find nothing new.
    let step = current
    for caller in callers[Int(function)] {
      current = caller
      take(values[Int(result)], code.steps[Int(caller)])
    }
    current = step
  }

  /// `true` iff calls of `function` get what it returns as it is.
  private func passesResultsOn(_ function: Code.Function) -> Bool {
    switch function.role {
    case .ordinary, .sends: !function.isAllocationWrapper
    default: false
    }
  }

  /// What calling a function with a role means to the caller.
  private func playRole(
    _ function: Code.Function, _ step: Code.Step, _ number: Code.StepID, _ id: Code.FunctionID
  ) {
    open(id)
    // The body runs, but what it does with its arguments is what the role says.
    for index in 0..<(function.entry < 0 ? 0 : function.parameterCount) {
      let parameter = function.firstParameter + index
      if code.plainParameters.contains(parameter) {
        joinAnyNumber(parameter)
      } else {
        joinAnything(parameter)
      }
    }
    switch function.role {
    case .ordinary, .maps, .remaps, .sends, .endsPath: break
    case .allocates(let isZeroed):
      giveFresh(step, number, isZeroed: isZeroed)
    case .reallocates:
      copyContents(
        of: value(1, step), to: giveFresh(step, number, isZeroed: false), number)
    case .releases: break
    case .copiesMemory:
      copyMemory(step, number, from: 1)
      take(value(1, step), step)
    case .setsMemory:
      setMemory(step, number, from: 1)
      take(value(1, step), step)
    case .savesContext:
      let buffer = cell(for: value(1, step))
      for cell in buffer { fill(cell, AbstractValue(number: .any(64), targets: TargetSets.empty)) }
      take(AbstractValue(number: .any(32), targets: TargetSets.empty), step)
    case .readsData, .readsText, .exchangesData, .copiesData, .receives:
      exchangeData(function.role, step, number)
      take(AbstractValue(number: .any(64), targets: TargetSets.empty), step)
    case .searchesText:
      exchangeData(function.role, step, number)
      let found = smeared(value(1, step).targets)
      take(AbstractValue(number: .any(64), targets: found), step)
    case .returnsArgument:
      take(value(1, step), step)
      take(AbstractValue(number: Number(0), targets: TargetSets.empty), step)
    case .isPure:
      take(AbstractValue(number: .any(64), targets: TargetSets.empty), step)
    }
  }

  /// The cells of the contexts that `pointer` may point to.
  private func cell(for pointer: AbstractValue) -> [Memory.CellID] {
    sets[pointer.targets].compactMap { target in
      guard target.object != 0, !target.isFragment, !objects[Int(target.object)].isConstant else {
        return nil
      }
      let key = AccessKey(
        target, size: Self.contextSize, objectSize: objects[Int(target.object)].size, tag: 0)
      return key.map { cell(in: target.object, $0) }
    }
  }

  /// The bytes of a saved context (`jmp_buf`).
  private static let contextSize: Int64 = 200

  /// Gives the call `step` fresh memory, or null.
  @discardableResult
  func giveFresh(
    _ step: Code.Step, _ number: Code.StepID, isZeroed: Bool
  ) -> ObjectID {
    let object = madeObject(for: number, size: -1, isZero: isZeroed)
    if isInAllocator(number) {
      // Allocators look at what lies before the memory that they give away.
      join(step.result, union(unknown, AbstractValue(number: Number(0), targets: TargetSets.empty)))
      return object
    }
    join(
      step.result, AbstractValue(number: Number(0), targets: sets.only(Target(object))))
    return object
  }

  /// `true` iff `step` stands in a function that manages memory.
  private func isInAllocator(_ step: Code.StepID) -> Bool {
    managesMemory(code.blocks[Int(code.blockOfStep[Int(step)])].function)
  }

  /// `true` iff `function` manages memory.
  func managesMemory(_ function: Code.FunctionID) -> Bool {
    switch code.functions[Int(function)].role {
    case .allocates, .reallocates, .releases, .returnsArgument: return true
    default: return false
    }
  }

  /// Gives the call `step` a copy of the fresh memory that a wrapper returned as `value`.
  private func takeFresh(_ value: AbstractValue, _ step: Code.Step, _ number: Code.StepID) {
    guard step.result >= 0, !value.isNone else { return }
    if isInAllocator(number) {
      escape(value)
      return join(
        step.result, AbstractValue(number: .any(64), targets: unknown.targets))
    }
    var result = value
    var others: [Target] = []
    var isFresh = false
    for target in sets[value.targets] {
      guard target.object != 0, !target.isFragment, objects[Int(target.object)].kind == .heap else {
        others.append(target)
        continue
      }
      isFresh = true
      let object = madeObject(for: number, size: objects[Int(target.object)].size)
      if object == target.object { continue }
      add(
        Memory.Layer(
          source: Target(target.object), destination: Target(object), length: Target.highest,
          isExact: false), for: number)
    }
    result.targets = sets.intern(others)
    if isFresh, let object = madeObjects[number] {
      let offsets = sets[value.targets].filter { objects[Int($0.object)].kind == .heap }
      for target in offsets {
        var copy = target
        copy.object = object
        result.targets = sets.union(result.targets, sets.only(copy))
      }
    }
    join(step.result, result)
  }
}
