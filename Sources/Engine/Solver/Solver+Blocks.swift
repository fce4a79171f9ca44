/// Control flow: which blocks can run, and how far.
extension Solver {

  /// Makes `function` live.
  func enter(_ function: Code.FunctionID) {
    guard !isLive[Int(function)] else { return }
    isLive[Int(function)] = true
    prepareTexts(of: function)
    let entry = code.functions[Int(function)].entry
    if entry >= 0 { start(entry) } else { markReturning(function) }
  }

  /// Makes `block` run from its first instruction.
  private func start(_ block: Code.BlockID) {
    guard progress[Int(block)] < 0 else { return }
    progress[Int(block)] = code.blocks[Int(block)].firstStep
    resume(block)
  }

  /// Lets `block` run on until an instruction that nothing comes back from, as far as is known.
  func resume(_ block: Code.BlockID) {
    let end = code.blocks[Int(block)].endStep
    var step = progress[Int(block)]
    while step < end {
      progress[Int(block)] = step + 1
      if !isUnused(step) {
        noteUses(of: step)
        reach(step)
      }
      if code.steps[Int(step)].action == .call, !comesBack(step) { return }
      step += 1
    }
  }

  /// Notes the objects that `step` names.
  private func noteUses(of step: Code.StepID) {
    let record = code.steps[Int(step)]
    for index in 0..<Int(record.count) {
      let node = code.operand(index, of: record)
      guard isUnnoted[Int(node)] else { continue }
      isUnnoted[Int(node)] = false
      let targets = values[Int(node)].targets
      if targets == TargetSets.empty { continue }
      for target in sets[targets] {
        causes.note(.use, object: target.object, step: step)
      }
    }
  }

  /// `true` iff the call `step` is known to come back.
  private func comesBack(_ step: Code.StepID) -> Bool {
    guard let place = links.place(of: step) else { return false }
    return links[at: place].isUnknown || links[at: place].functions.contains { returns[Int($0)] }
  }

  /// Lets the block of the call `step` run on, if it waits there and the call comes back.
  func continueAfter(_ step: Code.StepID) {
    let block = code.blockOfStep[Int(step)]
    guard progress[Int(block)] == step + 1, comesBack(step) else { return }
    resume(block)
  }

  /// Notes that `function` can return.
  func markReturning(_ function: Code.FunctionID) {
    guard !returns[Int(function)] else { return }
    if code.functions[Int(function)].role == .endsPath { return }
    returns[Int(function)] = true
    for caller in callers[Int(function)] { continueAfter(caller) }
  }

  /// Makes edge `edge` one that can be taken.
  private func take(_ edge: Int32) {
    guard !isEdgeLive[Int(edge)], texts.allows(edge, code) else { return }
    isEdgeLive[Int(edge)] = true
    let target = code.edgeTargets[Int(edge)]
    let slot = code.edgeSlots[Int(edge)]
    let isNewSlot = !isSlotLive[Int(slot)]
    isSlotLive[Int(slot)] = true
    guard progress[Int(target)] >= 0 else { return start(target) }
    guard isNewSlot else { return }
    let block = code.blocks[Int(target)]
    for step in block.firstStep..<block.endStep {
      guard code.steps[Int(step)].action == .phi else { break }
      push(step)
    }
  }

  /// Takes the edges of the branch `step` that its condition allows.
  func branch(_ step: Code.Step, _ number: Code.StepID) {
    let block = code.blocks[Int(code.blockOfStep[Int(number)])]
    guard step.count > 0 else { return take(block.firstEdge) }
    let condition = plain(0, step)
    if condition.isNone { return }
    let bit = condition.targets == TargetSets.empty ? condition.number.constant : nil
    if bit != 0 { take(block.firstEdge) }
    if bit != 1 { take(block.firstEdge + 1) }
    if isEdgeLive[Int(block.firstEdge)], isEdgeLive[Int(block.firstEdge) + 1] { finish(number) }
  }

  /// Takes the edges of the switch `step` that its value allows.
  func select(_ step: Code.Step, _ number: Code.StepID) {
    let block = code.blocks[Int(code.blockOfStep[Int(number)])]
    let value = plain(0, step)
    if value.isNone { return }
    let isNumber = value.targets == TargetSets.empty
    var matched = 0
    for index in 1..<max(1, block.endEdge - block.firstEdge) {
      let candidate = code.cases[Int(step.extra) + Int(index) - 1]
      guard !isNumber || constants.contains(candidate, in: value.number) else { continue }
      matched += 1
      take(block.firstEdge + index)
    }
    // The default is left out only if the cases cover all values.
    if isNumber, let few = constants.values(of: value.number), few.count <= matched { return }
    let span = value.number.high &- value.number.low
    if isNumber, span < UInt64(matched), span != .max { return }
    take(block.firstEdge)
  }

  /// Takes every edge of the block of `number`.
  func jump(_ number: Code.StepID) {
    let block = code.blocks[Int(code.blockOfStep[Int(number)])]
    for edge in block.firstEdge..<block.endEdge { take(edge) }
  }
}
