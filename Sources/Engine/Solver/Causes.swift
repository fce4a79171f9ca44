/// Why functions can run, objects are used and slots are read: the first cause of each.
package struct Causes: Sendable {

  /// The kinds of causes.
  package enum Kind: Sendable { case root, call, indirectCall, use, slot, escape }

  /// A cause.
  package struct Cause: Sendable {
    /// The kind.
    package let kind: Kind
    /// The instruction, or -1.
    package let step: Code.StepID
    /// The object whose slot was read, or -1.
    package let object: ObjectID
  }

  /// Why each function can run.
  package private(set) var functions: [Code.FunctionID: Cause] = [:]
  /// Why each object is used, or its address is, as far as there is one: an index costs less than a
  /// hash where this is asked for at each operand.
  private var causesOfObjects: [Cause?]

  /// No causes for `count` objects.
  init(objects count: Int) { causesOfObjects = Array(repeating: nil, count: count) }

  /// Why `object` is used, or its address is.
  package subscript(object: ObjectID) -> Cause? {
    Int(object) < causesOfObjects.count ? causesOfObjects[Int(object)] : nil
  }

  /// Notes that `function` can run.
  mutating func note(_ kind: Kind, function: Code.FunctionID, step: Code.StepID = -1) {
    if functions[function] == nil {
      functions[function] = Cause(kind: kind, step: step, object: -1)
    }
  }

  /// Notes that `object` is used.
  mutating func note(
    _ kind: Kind, object: ObjectID, step: Code.StepID = -1, holder: ObjectID = -1
  ) {
    if self[object] != nil { return }
    if Int(object) >= causesOfObjects.count {
      causesOfObjects += Array(repeating: nil, count: Int(object) + 1 - causesOfObjects.count)
    }
    causesOfObjects[Int(object)] = Cause(kind: kind, step: step, object: holder)
  }
}
