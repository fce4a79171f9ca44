/// Pointers that are written as decimal digits and read again.
///
/// What it computes: which pointers may have been taken apart by dividing by ten, and which numbers may
/// have been put together by multiplying: by ten, or by
/// something else in a loop. Such a number is
/// marked by a target in an object of its own; where it is made a pointer, it is one of those that were
/// written. Why that is sound: digits of a pointer become a pointer again by such products and sums
/// alone. What it cannot see: other ways to read digits, such as tables of powers. Cost: one
/// more target for products of 64 bits, once a pointer was written.
extension Solver {

  /// What is known of digits.
  struct Digits {
    /// The object that stands for what was written; -1 as long as nothing was.
    var object: ObjectID = -1
    /// The pointers that were written.
    var written = TargetSets.empty
    /// The products that may read digits.
    var products: Set<Code.StepID> = []
    /// The instructions that make pointers of what was read.
    var casts: Set<Code.StepID> = []
  }

  /// Notes that pointers to `targets` are written.
  func writeDigits(_ targets: TargetSets.ID) {
    let known = digits.written
    let whole = sets.map(targets) {
      $0.object == digits.object ? nil : .anywhere(in: $0.object)
    }
    digits.written = sets.union(known, whole)
    if digits.written == known { return }
    if digits.object < 0 {
      // Nothing is read, written or called through it, as is the case with code that is not there.
      objects.append(Code.Object(kind: .function))
      memory.addObject()
      digits.object = ObjectID(objects.count - 1)
      for product in digits.products { push(product) }
    }
    for cast in digits.casts { push(cast) }
  }

  /// `true` iff the product `step`, which is `number`, may be read from digits.
  func mayReadDigits(_ step: Code.Step, _ number: Number) -> Bool {
    guard mayBeAddress(number) else { return false }
    let isTenfold = (0..<2).contains { code.isConstant(code.operand($0, of: step)) && value($0, step).number.constant == 10 }
    let flags = Number.Flags(rawValue: step.flags)
    guard isTenfold || flags.contains(.readsDigits) else { return false }
    if current >= 0 { digits.products.insert(current) }
    return digits.object >= 0
  }

  /// The mark of what was read from digits.
  var digitTargets: TargetSets.ID { sets.only(.anywhere(in: digits.object)) }

  /// That mark, if `targets` has it.
  func digits(in targets: TargetSets.ID) -> TargetSets.ID {
    guard digits.object >= 0 else { return TargetSets.empty }
    return sets[targets].contains { $0.object == digits.object && !$0.isFragment }
      ? digitTargets : TargetSets.empty
  }

  /// `value`, which is made a pointer, with what was written instead of the mark of what was read.
  func withoutDigits(_ value: AbstractValue) -> AbstractValue {
    guard digits(in: value.targets) != TargetSets.empty else { return value }
    if current >= 0 { digits.casts.insert(current) }
    let others = sets.map(value.targets) { $0.object == digits.object ? nil : $0 }
    return AbstractValue(
      number: value.number,
      targets: sets.union(others, sets.union(digits.written, unknown.targets)))
  }
}
