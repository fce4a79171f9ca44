/// The parts of variables that are read.
///
/// What it computes: for each variable that only loads read, the bytes that any of them may read. Why that is
/// sound: a variable whose address does not escape is read by the loads that were seen to point to it, and by
/// nothing else. What it cannot see: what is read of variables that are copied, or given to functions of which
/// only a role is known; of these everything counts as read. Cost: one look at each instruction.
extension Solver {

  /// Bytes that a load may read: `size` of them at each offset from `low` to `high` in steps of `stride`.
  package typealias ReadPart = (low: Int64, high: Int64, stride: Int64, size: Int64)

  /// The bytes that are read of each variable, where that is known.
  package func readParts() -> [(object: ObjectID, parts: [ReadPart])] {
    let copied = copiedObjects
    return objects.indices.compactMap { index in
      let object = ObjectID(index)
      let record = objects[index]
      let state = memory.states[index]
      guard record.kind == .variable, record.size > 0, !state.isEscaped, !copied.contains(object)
      else { return nil }
      let parts = state.views.map { view -> ReadPart in
        let key = memory.views[Int(view)].key
        return (key.low, key.high, key.stride, key.size)
      }
      return (object, parts)
    }
  }

  /// The objects that more than loads may read.
  private var copiedObjects: Set<ObjectID> {
    var result: Set<ObjectID> = []
    var sets: Set<TargetSets.ID> = [TargetSets.empty]
    forEachLiveStep { number, _ in
      let step = code.steps[Int(number)]
      switch step.action {
      case .copyMemory, .foreign, .exchange: break
      case .call:
        let isFollowed = links[number]?.functions.allSatisfy {
          code.functions[Int($0)].role == .ordinary
        }
        if isFollowed ?? true { return }
      default: return
      }
      for index in 0..<Int(step.count) {
        let set = value(index, step).targets
        guard sets.insert(set).inserted else { continue }
        for target in self.sets[set].packed { result.insert(target.object) }
      }
    }
    return result
  }
}
