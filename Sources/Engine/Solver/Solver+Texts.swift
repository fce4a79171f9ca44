/// Functions that interpret constant texts: what walks through them find is what they can do.
///
/// What it computes: which functions have a parameter whose bytes they switch on, and, while every
/// value of that parameter is a constant text, which edges and numbers walks with these texts find.
/// What the rest of the solver finds in such a function, and in those that only it calls, is cut
/// down to that. Why that is sound: walks find at least what can happen for each text; a function
/// that is reached in any other way is open, as is all that it let in, and then nothing is cut.
/// What it cannot see: which text leads to which argument. Cost: one walk for each text, of functions that
/// still get nothing but texts once all else is settled.
extension Solver {

  /// Finds out whether `function`, which is about to run, interprets a text.
  func prepareTexts(of function: Code.FunctionID) {
    guard texts.standing[Int(function)] == .unknown else { return }
    guard texts.textParameter(of: function, code, outlines) != nil else { return open(function) }
    limit(function)
  }

  /// Cuts what `function` can do down to what walks find.
  private func limit(_ function: Code.FunctionID) {
    texts.standing[Int(function)] = .limited
    for node in texts.nodes(of: function, code) { records[Int(node)].isLimited = true }
    // What it is called with decides what is walked through, so that all of it must arrive.
    if let index = texts.textParameter(of: function, code, outlines) {
      records[Int(code.functions[Int(function)].firstParameter + index)].isLimited = false
    }
  }

  /// Notes that the call `step` reaches `function`, which only walks know if they went through it.
  func noteCall(_ step: Code.StepID, isDirect: Bool, of function: Code.FunctionID) {
    guard texts.standing[Int(function)] != .open,
      texts.textParameter(of: function, code, outlines) == nil
    else { return }
    let caller = code.blocks[Int(code.blockOfStep[Int(step)])].function
    guard isDirect, texts.standing[Int(caller)] == .limited, !texts.skipped.contains(step),
      code.functions[Int(function)].role.isFollowed, code.functions[Int(function)].entry >= 0
    else { return open(function) }
    texts.guests[caller, default: []].insert(function)
    texts.guestCalls[step] = function
    if texts.standing[Int(function)] == .unknown { limit(function) }
  }

  /// Lets `function` do anything that the rest of the solver finds.
  func open(_ function: Code.FunctionID) {
    let old = texts.standing[Int(function)]
    guard old != .open else { return }
    texts.standing[Int(function)] = .open
    if old == .unknown { return }
    for node in texts.nodes(of: function, code) { records[Int(node)].isLimited = false }
    revisit(function)
    for guest in (texts.guests[function] ?? []).sorted() { open(guest) }
  }

  /// Looks again at all of `function`, and at the calls of it.
  private func revisit(_ function: Code.FunctionID) {
    for caller in callers[Int(function)] { push(caller) }
    for number in code.steps(of: function) {
      let step = Code.StepID(number)
      guard isReached(step) else { continue }
      schedule(step)
      if [.load, .exchange].contains(code.steps[number].action) { deliverAgain(to: step) }
    }
  }

  /// Takes note of the texts that the parameter `node` of `function` may now be.
  func readTexts(at node: Code.NodeID, of function: Code.Function) {
    let id = objects[Int(function.object)].function
    guard texts.standing[Int(id)] == .limited,
      texts.textParameter(of: id, code, outlines) == node - function.firstParameter
    else { return }
    let value = values[Int(node)]
    if texts.readTexts[id] == value { return }
    texts.readTexts[id] = value
    guard areTexts(value) else { return open(id) }
    texts.unread.append(id)
  }

  /// Walks through the next function with the texts that have arrived there since the last time; `false`
  /// if there is none.
  ///
  /// This comes once nothing else is left to do: most functions get something else than constant texts in
  /// the end, and all walks through them would have been for nothing.
  func walkThroughNext() -> Bool {
    guard let function = texts.unread.next() else { return false }
    guard texts.standing[Int(function)] == .limited, let value = texts.readTexts[function],
      let parameter = texts.textParameter(of: function, code, outlines)
    else { return true }
    var isChanged = false
    for start in starts(of: value) where texts.walked[function, default: []].insert(start).inserted
    {
      guard let hasGrown = walk(function, parameter, start) else {
        open(function)
        return true
      }
      isChanged = isChanged || hasGrown
    }
    guard isChanged else { return true }
    revisit(function)
    for guest in reached(from: function) where texts.standing[Int(guest)] == .limited {
      revisit(guest)
    }
    return true
  }

  /// The functions that walks went into from `function`, and from there.
  private func reached(from function: Code.FunctionID) -> [Code.FunctionID] {
    var result: Set<Code.FunctionID> = []
    var pending = [function]
    while let next = pending.popLast() {
      for guest in texts.guests[next] ?? [] where result.insert(guest).inserted {
        pending.append(guest)
      }
    }
    return result.sorted()
  }

  /// `true` iff `value` is one of a few constant texts, or null.
  private func areTexts(_ value: AbstractValue) -> Bool {
    guard value.number.isNone || value.number.constant == 0 else { return false }
    return sets[value.targets].allSatisfy { target in
      let object = objects[Int(target.object)]
      return target.object != 0 && !target.isFragment && object.kind == .variable
        && object.isConstant && object.size > 0 && object.size <= Self.longestText
        && holdsOnlyNumbers(target.object) && target.offsetCount <= Self.mostStarts
    }
  }

  /// Where the texts begin that `value` is one of.
  private func starts(of value: AbstractValue) -> [WalkValue] {
    let null = value.number.isNone ? [] : [WalkValue.constant(0)]
    return null
      + sets[value.targets].flatMap { target in
        (0..<target.offsetCount).map {
          .address(target.object, target.low + $0 * target.stride)
        }
      }
  }

  /// The bytes of the longest text that is walked through.
  private static let longestText: Int64 = 4096
  /// The most places in one text from which it may be read.
  private static let mostStarts: Int64 = 64
  /// The most steps of one walk.
  private static let longestWalk = 400_000
  /// The most times that a walk begins anew for a single variable that it cannot follow.
  private static let mostRestarts = 4

  /// Walks through `function` with parameter `index` being `start`; `nil` if that takes too long,
  /// otherwise whether something new was found.
  private func walk(
    _ function: Code.FunctionID, _ index: Code.NodeID, _ start: WalkValue
  ) -> Bool? {
    var lost = texts.lost[function] ?? []
    var restarts = 0
    while walkBudget > 0 {
      let budget = min(walkBudget, Self.longestWalk)
      var walk = TextWalk(
        code, outlines, text: start.object ?? -1, budget: budget, lost: lost
      ) { [unowned self] in walkValue(of: $0) }
      let arguments = Array(repeating: WalkValue.anything, count: Int(index)) + [start]
      do throws(TextWalk.Interruption) {
        _ = try walk.run(function, arguments)
        walkBudget -= budget - walk.budget
        texts.lost[function] = lost
        return add(walk)
      } catch {
        walkBudget -= budget - walk.budget
        if error == .exhausted { return nil }
        restarts += 1
        lost = restarts < Self.mostRestarts ? walk.lost : withNeighbours(walk.lost)
      }
    }
    return nil
  }

  /// `variables`, and all variables of the functions that they belong to.
  private func withNeighbours(_ variables: Set<ObjectID>) -> Set<ObjectID> {
    let owners = Set(variables.map { code.objects[Int($0)].owner })
    let all = code.objects.indices.filter { owners.contains(code.objects[$0].owner) }
    return Set(all.map { ObjectID($0) })
  }

  /// The value of the constant node `node`, for a walk.
  private func walkValue(of node: Code.NodeID) -> WalkValue {
    let value = values[Int(node)]
    if value.targets == TargetSets.empty {
      return code.widths[Int(node)] == 0 ? .anything : .number(value.number)
    }
    let targets = sets[value.targets]
    guard value.number.isNone, targets.count == 1, let target = targets.first, target.object != 0,
      !target.isFragment, target.stride == 0
    else { return .anything }
    return .address(target.object, target.low)
  }

  /// Adds what `walk` found; `true` iff it is more than was known.
  private func add(_ walk: TextWalk) -> Bool {
    var isChanged = false
    for edge in walk.edges.members where !texts.isEdgeAllowed[Int(edge)] {
      texts.isEdgeAllowed[Int(edge)] = true
      isChanged = true
    }
    for (node, number) in zip(walk.nodes.members, walk.numbers) {
      let old = texts.numbers[node] ?? .none
      let new = constants.union(old, number)
      if new == old { continue }
      texts.numbers[node] = new
      isChanged = true
    }
    for step in walk.skipped.members.sorted() where texts.skipped.insert(step).inserted {
      if let guest = texts.guestCalls[step] { open(guest) }
    }
    return isChanged
  }
}
