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
    causes[object] != nil || memory.states[Int(object)].isEscaped
  }

  /// The offsets of the pointers that `object` holds at start and that nothing reads.
  package func unreadPointers(in object: ObjectID) -> [Int64] {
    let record = objects[Int(object)]
    guard record.contents >= 0 else { return [] }
    let read = memory.states[Int(object)].readPointers
    return code.contents[Int(record.contents)].pointers.enumerated()
      .filter { !read.contains(Int32($0.offset)) }.map(\.element.offset)
  }

  /// What the calls that are followed reach.
  package var knownTargets: [(step: Code.StepID, functions: [Code.FunctionID])] {
    links.compactMap { step, link in
      guard code.steps[Int(step)].action == .call, !link.isUnknown else { return nil }
      return (step, link.functions)
    }.sorted { $0.step < $1.step }
  }

  /// The stores that write what the load `load` reads, and the objects that it reads from.
  package func sources(
    of load: Code.StepID, writers: [Int32: [Code.StepID]]
  ) -> (stores: [Code.StepID], objects: [ObjectID]) {
    var stores: Set<Code.StepID> = []
    var objects: Set<ObjectID> = []
    let step = code.steps[Int(load)]
    guard step.action == .load, let first = code.operands(of: step).first else { return ([], []) }
    for target in sets[values[Int(first)].targets] {
      objects.insert(target.object)
      for view in memory.states[Int(target.object)].views {
        guard memory.views[Int(view)].readers.contains(load) else { continue }
        for cell in memory.states[Int(target.object)].cells
        where memory.cells[Int(cell)].views.contains(where: { $0.view == view }) {
          stores.formUnion(writers[cell] ?? [])
        }
      }
    }
    return (stores.sorted(), objects.sorted())
  }

  /// The stores that write each cell of memory.
  package var writers: [Int32: [Code.StepID]] {
    var result: [Memory.CellID: [Code.StepID]] = [:]
    for (step, link) in links {
      for cell in link.cells { result[cell, default: []].append(step) }
    }
    return result
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
