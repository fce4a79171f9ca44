/// The parts of constants that are read.
///
/// What it computes: for each constant that only loads read, one past the last byte that any of them may
/// read. Why that is sound: a constant whose address does not escape is read by the loads that were seen to
/// point to it, and by nothing else. What it cannot see: what is read of constants that are copied, or given
/// to functions of which only a role is known; these stay whole. Cost: one look at each instruction.
extension Solver {

  /// The bytes that are read of each constant, from its start on, where that is known.
  package func readSizes() -> [(object: ObjectID, size: Int64)] {
    let copied = copiedObjects
    return objects.indices.compactMap { index in
      let object = ObjectID(index)
      let record = objects[index]
      let state = memory.states[index]
      guard record.kind == .variable, record.isConstant, record.size > 0, !state.isEscaped,
        !state.views.isEmpty, !copied.contains(object)
      else { return nil }
      let end = state.views.lazy.map { view -> Int64 in
        let key = self.memory.views[Int(view)].key
        return key.high >= record.size ? record.size : key.high + key.size
      }.max()!
      return end < record.size ? (object, end) : nil
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
