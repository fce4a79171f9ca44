/// What is left of pointers when one is taken away from another.
///
/// What it computes: the targets of a difference of two values that may point somewhere. A program may
/// take away from each other only pointers into one object (C11, 6.5.6), so that a difference is a plain
/// number and points nowhere. Programs that move a buffer sometimes add the distance of the new one from
/// the old one to pointers into the old one; so a difference keeps what the first value points to in
/// memory from an allocator, unless both values point to the same objects. While the fixpoint grows one
/// of the values may have its pointers before the other; hence this is decided when nothing else is left
/// to do. Why that is sound: the decision is made anew whenever the fixpoint stands still, with all that
/// the values may be by then. What it cannot see: distances between variables that are not from an
/// allocator, added to pointers into one of them. Cost: each difference once for each standstill.
extension Solver {

  /// The difference of `width` bits that the current instruction makes, before all else is known.
  func distance(_ width: Int) -> AbstractValue {
    if current >= 0, isDistance.insert(current).inserted { distances.append(current) }
    return AbstractValue(number: .any(width), targets: TargetSets.empty)
  }

  /// Gives each difference what it keeps of its first value; `true` iff something is added.
  func settleDistances() -> Bool {
    let before = changes
    for number in distances {
      let step = code.steps[Int(number)]
      let (left, right) = (plain(0, step), plain(1, step))
      if left.isNone || right.isNone { continue }
      current = number
      join(step.result, settledDistance(left, right, width(step)))
      current = -1
    }
    return changes != before
  }

  /// The difference `left` - `right`, once it is known what they may be.
  private func settledDistance(
    _ left: AbstractValue, _ right: AbstractValue, _ width: Int
  ) -> AbstractValue {
    if left.targets == right.targets, left.targets == TargetSets.empty { return .none }
    if left.targets == TargetSets.empty || right.targets == TargetSets.empty {
      return pointerArithmetic(.subtract, left, right, width)
    }
    let objects = Set(sets[left.targets].map(\.object))
    if objects == Set(sets[right.targets].map(\.object)) {
      return AbstractValue(number: .any(width), targets: TargetSets.empty)
    }
    let kept = sets.map(left.targets) { $0.object == 0 ? $0 : nil }
    return AbstractValue(
      number: .any(width), targets: sets.union(allocated(left.targets), kept))
  }

  /// What of `set` is memory from an allocator, anywhere in it: where a pointer may lead to which the
  /// distance of such memory from other memory is added.
  func allocated(_ set: TargetSets.ID) -> TargetSets.ID {
    if set == TargetSets.empty { return set }
    let objects = objects
    return smeared(
      sets.map(set) { target in
        objects[Int(target.object)].kind == .heap && !target.isFragment ? target : nil
      })
  }
}
