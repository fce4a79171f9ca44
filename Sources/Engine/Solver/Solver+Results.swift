/// What the fixpoint says, for those who ask.
extension Solver {

  /// What `node` always is, if that is an integer or an address.
  package func constant(_ node: Code.NodeID) -> Code.Constant? {
    let value = values[Int(node)]
    if value.targets == TargetSets.empty {
      guard code.widths[Int(node)] > 0 else { return nil }
      return value.number.constant.map { .integer($0) }
    }
    let targets = sets[value.targets]
    guard targets.count == 1, value.number.isNone, let target = targets.first,
      target.object != 0, !target.isFragment, target.low == target.high
    else { return nil }
    return .address(target.object, target.low)
  }

  /// One past the last instruction of `block` that can run; `nil` if none can.
  package func progress(of block: Code.BlockID) -> Int32? {
    progress[Int(block)] < 0 ? nil : progress[Int(block)]
  }

  /// `true` iff something that runs names `object`, or reads a pointer to it.
  package func isUsed(_ object: ObjectID) -> Bool {
    causes.objects[object] != nil || memory.states[Int(object)].isEscaped
  }

  /// The offsets of the pointers that `object` holds at start and that nothing reads.
  package func unreadPointers(in object: ObjectID) -> [Int64] {
    let record = objects[Int(object)]
    guard record.contents >= 0 else { return [] }
    let read = memory.states[Int(object)].readPointers
    return code.contents[Int(record.contents)].pointers.enumerated()
      .filter { !read.contains(Int32($0.offset)) }.map(\.element.offset)
  }

  /// Calls that reach one function and nothing that is not followed.
  package var singleTargets: [(step: Code.StepID, function: Code.FunctionID)] {
    links.compactMap { step, link in
      guard code.steps[Int(step)].action == .call, !link.isUnknown, link.functions.count == 1 else {
        return nil
      }
      return (step, link.functions[0])
    }.sorted { $0.step < $1.step }
  }

  /// The number of functions whose addresses escaped and that the call `step`, if it is not
  /// followed, may reach.
  package func escapedFunctions(reachedBy step: Code.StepID) -> Int {
    let shape = Self.shape(of: code.steps[Int(step)])
    return code.functions.indices.count {
      isFunctionEscaped[$0] && shape.reaches(code.functions[$0].shape)
    }
  }

  /// Stores to memory that nothing reads.
  package var deadStores: [Code.StepID] {
    links.compactMap { step, link -> Code.StepID? in
      guard code.steps[Int(step)].action == .store, !link.isUnknown, !link.cells.isEmpty else {
        return nil
      }
      let isRead = link.cells.contains { cell in
        let record = memory.cells[Int(cell)]
        return !record.views.isEmpty || memory.states[Int(record.object)].isEscaped
      }
      return isRead ? nil : step
    }.sorted()
  }
}
