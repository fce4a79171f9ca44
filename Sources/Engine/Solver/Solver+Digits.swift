/// Pointers that are written as decimal digits and read again.
///
/// What it computes: which pointers may have been taken apart by dividing by ten, and which numbers may
/// have been put together by multiplying: by ten, or in a loop by something else, be it by shifting. Such
/// a number is marked by a target in an object of its own; where it is made a pointer, it is one of those
/// that were written. Why that is sound: digits of a pointer become a pointer again by such products and
/// sums alone; and where the mark goes where it is not followed, so do they. What it cannot see: other
/// ways to read digits, such as tables of powers. Cost: one more target for products of 64 bits, once a
/// pointer was written.
extension Solver {

  /// The object that stands for pointers read from digits, if there may be some.
  package var digitsObject: ObjectID? { digits.object < 0 ? nil : digits.object }

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
    if digits.object >= 0, memory.states[Int(digits.object)].isEscaped { escapeDigits() }
    if digits.object < 0 {
      // Nothing is read, written or called through it, as is the case with code that is not there.
      digits.object = add(Code.Object(kind: .function))
      for product in digits.products { push(product) }
    }
    for cast in digits.casts { push(cast) }
  }

  /// Lets what was written go where it is not followed, as what was read went there.
  func escapeDigits() { escape(AbstractValue(number: .none, targets: digits.written)) }

  /// `true` iff what `step` computes, which is `number`, may be read from digits.
  func mayReadDigits(_ step: Code.Step, _ number: Number) -> Bool {
    guard Number.Flags(rawValue: step.flags).contains(.readsDigits), mayBeAddress(number) else {
      return false
    }
    if current >= 0 { digits.products.insert(current) }
    return digits.object >= 0
  }

  /// The mark of what was read from digits.
  var digitTargets: TargetSets.ID { sets.only(.anywhere(in: digits.object)) }

  /// `value`, which is made a pointer, with what was written instead of the mark of what was read.
  func withoutDigits(_ value: AbstractValue) -> AbstractValue {
    guard digits.object >= 0,
      sets[value.targets].contains(where: { $0.object == digits.object && !$0.isFragment })
    else { return value }
    if current >= 0 { digits.casts.insert(current) }
    let others = sets.map(value.targets) { $0.object == digits.object ? nil : $0 }
    return AbstractValue(
      number: value.number,
      targets: sets.union(others, sets.union(digits.written, unknown.targets)))
  }
}
