/// Calls that move bytes which mean nothing where they are moved.
///
/// What it computes: what functions with such a role read and write. Devices and networks give numbers,
/// and what the program itself had sent: all that is sent goes through one object, out of which all that
/// is received comes. Why that is sound: the roles are stated by whoever knows the functions, and bytes
/// come from nowhere else. What it cannot see: which of the things that were sent is received. Cost: one
/// access of bytes for each object.
extension Solver {

  /// Does what a call `number` of a function with the role `role` does with bytes.
  func exchangeData(_ role: Code.Role, _ step: Code.Step, _ number: Code.StepID) {
    switch role {
    case .readsData, .readsText, .searchesText, .exchangesData:
      for index in 1..<max(1, Int(step.count)) {
        readBytes(at: index, step, number)
        if role == .exchangesData { writeBytes(at: value(index, step)) }
      }
    case .copiesData:
      let count = step.count > 3 ? value(3, step) : unknown
      for index in places(of: 2, step) { readBytes(at: index, step, number) }
      for index in places(of: 1, step) { writeBytes(at: value(index, step), count: count) }
    case .receives:
      for index in places(of: 2, step) {
        writeBytes(at: value(index, step))
        receive(at: value(index, step), number)
      }
    default: break
    }
  }

  /// The operands of the call `step` among which operand `index` is: all, where arguments were dropped
  /// that a function does not need, and others moved up.
  func places(of index: Int, _ step: Code.Step) -> [Int] {
    index < Int(step.count) ? [index] : Array(1..<max(1, Int(step.count)))
  }

  /// Lets the call `number` read the bytes from operand `index` on, if it did not before.
  private func readBytes(at index: Int, _ step: Code.Step, _ number: Code.StepID) {
    let pointer = value(index, step)
    let operand = UInt64(UInt32(number)) << 32 | UInt64(index)
    if pointer.targets == TargetSets.empty || readSets[operand] == pointer.targets { return }
    readSets[operand] = pointer.targets
    forBytes(from: pointer) { target, key in _ = view(in: target.object, key, for: number) }
  }

  /// Writes any bytes from `pointer` on, as many as `count` if that is known.
  func writeBytes(at pointer: AbstractValue, count: AbstractValue? = nil) {
    let any = AbstractValue(number: .any(8), targets: TargetSets.empty)
    let exact = count.flatMap { $0.targets == TargetSets.empty ? $0.number.constant : nil }
    if exact == 0 { return }
    forBytes(from: pointer) { target, key in
      if objects[Int(target.object)].isConstant { return }
      guard let exact, exact < 4096 else { return fill(cell(in: target.object, key), any) }
      let size = objects[Int(target.object)].size
      if let key = AccessKey(target, size: Int64(exact), objectSize: size, tag: 0) {
        fill(cell(in: target.object, key, isFill: true), any)
      }
    }
  }

  /// Does `body` with the bytes from `pointer` on, in what is followed.
  @inline(__always)
  private func forBytes(from pointer: AbstractValue, _ body: (Target, AccessKey) -> Void) {
    for target in sets[pointer.targets] {
      if target.object == 0 || target.isFragment || isOpaque(target.object) { continue }
      let object = objects[Int(target.object)]
      if object.kind == .function { continue }
      var rest = target
      rest.high = Target.highest
      rest.stride = 1
      if let key = AccessKey(rest, size: 1, objectSize: object.size, tag: 0) { body(target, key) }
    }
  }

  /// Lets what stands from `pointer` on be received.
  func send(_ pointer: AbstractValue, _ step: Code.StepID) {
    for target in sets[pointer.targets] where !target.isFragment {
      add(
        Memory.Layer(
          source: rest(of: target), destination: .anywhere(in: channel()),
          length: Target.highest, isExact: false), for: step)
    }
  }

  /// Writes what was sent from `pointer` on.
  func receive(at pointer: AbstractValue, _ step: Code.StepID) {
    for target in sets[pointer.targets] where !target.isFragment {
      add(
        Memory.Layer(
          source: .anywhere(in: channel()), destination: rest(of: target),
          length: Target.highest, isExact: false), for: step)
    }
  }

  /// The bytes from `target` on.
  private func rest(of target: Target) -> Target {
    var result = target
    result.high = Target.highest
    result.stride = 1
    return result
  }

  /// The object through which everything goes that is sent.
  func channel() -> ObjectID { madeObject(for: -1, size: -1) }
}
