/// Comparisons, and what their outcome says of the operands where it is known.
extension Solver {

  /// A comparison: once either may be its outcome, that is all there is to say.
  func compare(_ step: Code.Step, _ number: Code.StepID) {
    join(step.result, comparison(step))
    let known = values[Int(step.result)]
    if known.number == .any(1), known.targets == TargetSets.empty { finish(number) }
  }

  /// What a comparison yields.
  private func comparison(_ step: Code.Step) -> AbstractValue {
    let (left, right) = (plain(0, step), plain(1, step))
    if left.isNone || right.isNone { return .none }
    let predicate = Number.Predicate(rawValue: step.detail)!
    let width = Int(code.widths[Int(code.operand(0, of: step))])
    let outcome =
      left.targets == TargetSets.empty && right.targets == TargetSets.empty
      ? compareNumbers(predicate, left.number, right.number, width: width == 0 ? 64 : width)
      : comparePointers(predicate, left, right)
    return AbstractValue(
      number: outcome.map { Number($0 ? 1 : 0) } ?? .any(1), targets: TargetSets.empty)
  }

  /// The outcome of comparing two numbers; the sets of constants are asked only about those in sets, since a
  /// question copies a reference to each of their tables.
  @inline(__always)
  private func compareNumbers(
    _ predicate: Number.Predicate, _ left: Number, _ right: Number, width: Int
  ) -> Bool? {
    if left.set == 0, right.set == 0 {
      return Number.compare(predicate, left, right, width: width)
    }
    return constants.compare(predicate, left, right, width: width)
  }

  /// The outcome of comparing two values one of which points somewhere.
  private func comparePointers(
    _ predicate: Number.Predicate, _ left: AbstractValue, _ right: AbstractValue
  ) -> Bool? {
    guard predicate == .equal || predicate == .notEqual else { return nil }
    guard !meets(left, right), !meets(right, left) else { return nil }
    if compareNumbers(.equal, left.number, right.number, width: 64) != false,
      !left.number.isNone,
      !right.number.isNone
    {
      return nil
    }
    return predicate == .notEqual
  }

  /// `true` iff a pointer of `left` may equal something of `right`.
  private func meets(_ left: AbstractValue, _ right: AbstractValue) -> Bool {
    let others = sets[right.targets]
    for target in sets[left.targets] {
      if target.object == 0 || target.isFragment { return true }
      let object = objects[Int(target.object)]
      // No object lies in the first page or in the last one.
      if !right.number.isNone, right.number.high >= 4096, right.number.low <= .max - 4096 {
        return true
      }
      for other in others {
        if other.object == 0 || other.isFragment || other.object == target.object { return true }
        let rival = objects[Int(other.object)]
        // Ends of neighbours may coincide; functions have distinct addresses.
        if object.kind == .function, rival.kind == .function { continue }
        guard object.contains(target), rival.contains(other) else { return true }
      }
    }
    return false
  }

  /// What operand 0 can be where the predicate holds.
  func refinement(_ step: Code.Step) -> AbstractValue {
    var left = value(0, step)
    let right = plain(1, step)
    if left.isNone { return left }
    if right.isNone { return .none }
    let predicate = Number.Predicate(rawValue: step.detail)!
    let declared = Int(code.widths[Int(code.operand(0, of: step))])
    let width = declared == 0 ? 64 : declared
    if step.flags == Self.maskRefinement { return maskRefined(left, right, predicate) }
    guard right.targets == TargetSets.empty else {
      return predicate == .equal ? common(left, right) : left
    }
    left.number = constants.refined(left.number, predicate, right.number, width: width)
    // A pointer to an object is not null.
    if predicate == .equal, right.number.constant == 0 {
      left.targets = sets.map(left.targets) { $0.object == 0 || $0.isFragment ? $0 : nil }
      if sets[left.targets].allSatisfy({ $0.object == 0 }), !left.number.isNone {
        left.targets = TargetSets.empty
      }
    }
    return left
  }

  /// The kind of refinement that speaks of bits: operand 0 and operand 1 compared with zero.
  package static let maskRefinement: UInt8 = 1

  /// `value` where its bits in `mask` are all zero, or not.
  private func maskRefined(
    _ value: AbstractValue, _ mask: AbstractValue, _ predicate: Number.Predicate
  ) -> AbstractValue {
    guard value.targets == TargetSets.empty, let bits = mask.number.constant else { return value }
    var result = value
    if let few = constants.filtered(
      value.number, where: { ($0 & bits == 0) == (predicate == .equal) })
    {
      result.number = few
    } else if predicate == .equal {
      result.number = value.number.intersection(Number(zeros: bits, ones: 0))
    } else if bits & (bits &- 1) == 0 {
      result.number = value.number.intersection(Number(zeros: 0, ones: bits))
    }
    return result
  }

  /// What `left` can be if it equals `right`, which points somewhere.
  private func common(_ left: AbstractValue, _ right: AbstractValue) -> AbstractValue {
    let rights = sets[right.targets]
    if rights.contains(where: { $0.object == 0 || $0.isFragment }) { return left }
    let allowed = Set(rights.map(\.object))
    var result = left
    let hasUnknown = sets[left.targets].contains { $0.object == 0 || $0.isFragment }
    if hasUnknown { return left }
    result.targets = sets.map(left.targets) { allowed.contains($0.object) ? $0 : nil }
    result.number = constants.intersection(left.number, right.number)
    return result
  }
}

extension Code.Object {

  /// `true` iff `target` lies within the object and not at its end.
  fileprivate func contains(_ target: Target) -> Bool {
    size > 0 && target.low >= 0 && target.high < size
  }
}
