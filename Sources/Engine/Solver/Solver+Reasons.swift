/// What led to what: all the ways, not only the first, for those who explain the fixpoint.
///
/// Everything is read from the finished fixpoint, so that it costs nothing while it is found.
extension Solver {

  /// Calls `body` with each instruction that can run.
  package func forEachLiveStep(_ body: (Code.StepID, Code.FunctionID) -> Void) {
    for (number, block) in code.blocks.enumerated() where progress[number] >= 0 {
      for step in block.firstStep..<progress[number] { body(step, block.function) }
    }
  }

  /// The objects that the operands of `step` name, with which operand it is.
  package func namedObjects(in step: Code.StepID) -> [(operand: Int, object: ObjectID)] {
    var result: [(Int, ObjectID)] = []
    let record = code.steps[Int(step)]
    for (index, node) in code.operands(of: record).enumerated() where code.isConstant(node) {
      for target in sets[values[Int(node)].targets] { result.append((index, target.object)) }
    }
    return result
  }

  /// The functions that the call `step` reaches, and whether it reaches what is not followed.
  package func reached(by step: Code.StepID) -> (functions: [Code.FunctionID], isUnknown: Bool) {
    let link = links[step]
    return (link?.functions ?? [], link?.isUnknown ?? false)
  }

  /// `true` iff the call `step` names what it calls.
  @inline(__always)
  package func isDirect(_ step: Code.StepID) -> Bool {
    code.isConstant(code.operand(0, of: code.steps[Int(step)]))
  }

  /// `true` iff the address of `object` went where it is not followed.
  package func isEscaped(_ object: ObjectID) -> Bool { memory.states[Int(object)].isEscaped }

  /// The first instruction that may call the function `number`, whose address escaped.
  package func unknownCall(of number: Code.FunctionID) -> Code.StepID? {
    isFunctionEscaped[Int(number)] ? unknownCaller(of: number) : nil
  }

  /// A pointer in what an object holds at start, and who may read it.
  package struct ReadPointer {
    /// The offset of the pointer in bytes.
    package let offset: Int64
    /// The objects that it may point to.
    package let targets: [ObjectID]
    /// Instructions that read it.
    package let readers: [Code.StepID]
  }

  /// The pointers that `object` holds at start and that something reads.
  package func readPointers(in object: ObjectID) -> [ReadPointer] {
    let record = objects[Int(object)]
    guard record.contents >= 0 else { return [] }
    let state = memory.states[Int(object)]
    let pointers = code.contents[Int(record.contents)].pointers
    return state.readPointers.sorted().map { index in
      let pointer = pointers[Int(index)]
      let bytes = AccessKey(
        low: pointer.offset, high: pointer.offset, stride: 0, size: pointer.size, tag: 0)
      var readers: Set<Code.StepID> = []
      for view in state.views
      where bytes.relation(to: memory.views[Int(view)].key) != .apart {
        collectReaders(of: view, into: &readers)
        if readers.count >= Self.mostReaders { break }
      }
      return ReadPointer(
        offset: pointer.offset, targets: Self.objects(in: pointer.value),
        readers: Array(readers.sorted().prefix(Self.mostReaders)))
    }
  }

  /// How many readers of one pointer are told.
  private static let mostReaders = 8

  /// Adds the instructions that read `view`, or what is copied from it, to `readers`.
  private func collectReaders(of view: Memory.ViewID, into readers: inout Set<Code.StepID>) {
    var pending = [view]
    var seen: Set<Memory.ViewID> = [view]
    while let next = pending.popLast(), readers.count < Self.mostReaders, seen.count < 256 {
      readers.formUnion(memory.views[Int(next)].readers)
      for copy in memory.views[Int(next)].copies where seen.insert(copy.view).inserted {
        pending.append(copy.view)
      }
    }
  }

  /// The objects in the constant `value`.
  private static func objects(in value: Code.Constant) -> [ObjectID] {
    switch value {
    case .address(let object, _): [object]
    case .mixture(let objects): objects
    default: []
    }
  }

  /// The objects that what `object` holds at start points to, with the offsets of the pointers.
  package func initialPointers(in object: ObjectID) -> [(offset: Int64, targets: [ObjectID])] {
    let record = objects[Int(object)]
    guard record.contents >= 0 else { return [] }
    return code.contents[Int(record.contents)].pointers.map {
      ($0.offset, Self.objects(in: $0.value))
    }
  }

  /// For each block of `function` that can run, the block from which it is entered first on a
  /// shortest path from the function's entry (-1 for the entry).
  package func shortestEntries(of function: Code.FunctionID) -> [Code.BlockID: Code.BlockID] {
    let entry = code.functions[Int(function)].entry
    guard entry >= 0, progress[Int(entry)] >= 0 else { return [:] }
    var result: [Code.BlockID: Code.BlockID] = [entry: -1]
    var pending = [entry]
    var done = 0
    while done < pending.count {
      let block = pending[done]
      done += 1
      let record = code.blocks[Int(block)]
      for edge in record.firstEdge..<record.endEdge where isEdgeLive[Int(edge)] {
        let target = code.edgeTargets[Int(edge)]
        if result[target] == nil {
          result[target] = block
          pending.append(target)
        }
      }
    }
    return result
  }
}

extension Solver {

  /// `true` iff `step` makes a pointer of a number that may be an address.
  package func makesPointerOfNumber(_ step: Code.StepID) -> Bool {
    let record = code.steps[Int(step)]
    return value(0, record).targets == TargetSets.empty
      && sets[values[Int(record.result)].targets].contains { $0.object == 0 }
  }
}

extension Solver {

  /// The objects that were made on the way, with the instructions that make them.
  package var allocations: [ObjectID: Code.StepID] {
    Dictionary(madeObjects.map { ($0.value, $0.key) }, uniquingKeysWith: { min($0, $1) })
  }
}
