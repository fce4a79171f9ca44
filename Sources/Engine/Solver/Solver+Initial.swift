/// What objects hold at start, and what nothing ever writes.
extension Solver {

  /// What the bytes `key` of `object` hold at start.
  func initialValue(
    of object: ObjectID, _ key: AccessKey, for reader: Code.StepID
  ) -> AbstractValue {
    let record = objects[Int(object)]
    let width = key.size >= 8 ? 64 : Int(key.size) * 8
    if record.isZero {
      return AbstractValue(number: Number(0), targets: TargetSets.empty)
    }
    guard record.contents >= 0 else { return .none }
    let contents = code.contents[Int(record.contents)]
    var result = AbstractValue.none
    for (index, pointer) in contents.pointers.enumerated() {
      let bytes = AccessKey(
        low: pointer.offset, high: pointer.offset, stride: 0, size: pointer.size, tag: 0)
      let relation = bytes.relation(to: key)
      if relation == .apart { continue }
      memory.states[Int(object)].readPointers.insert(Int32(index))
      let value = value(of: pointer.value, width: 64)
      for target in sets[value.targets] {
        causes.note(.slot, object: target.object, step: reader, holder: object)
      }
      // Distances between objects: what is added to them to get a pointer is not followed.
      if pointer.size < 8 { escape(value) }
      if relation == .same || isElement(key, pointer) {
        result = union(result, value)
      } else {
        let targets = key.size >= 8 ? smeared(value.targets) : fragments(value.targets)
        result = union(result, AbstractValue(number: .any(width), targets: targets))
      }
    }
    result.number = constants.union(result.number, initialNumber(contents, key, width))
    return result
  }

  /// `true` iff `pointer` stands exactly at one of the offsets of `key`.
  private func isElement(_ key: AccessKey, _ pointer: Code.Contents.Pointer) -> Bool {
    guard key.size == pointer.size, pointer.offset >= key.low, pointer.offset <= key.high else {
      return false
    }
    // With a stride of at least a pointer's size no other offset cuts it in two.
    return key.stride >= key.size && (pointer.offset - key.low) % key.stride == 0
  }

  /// The numbers that the bytes `key` of `contents` hold where no pointer stands.
  private func initialNumber(
    _ contents: Code.Contents, _ key: AccessKey, _ width: Int
  ) -> Number {
    let size = Int(key.size)
    guard size <= 8 else { return .any(width) }
    let count = Target.offsetCount(from: key.low, through: key.high, stride: key.stride)
    guard count <= Self.mostElements else { return .any(width) }
    let pointers = size < 8 ? [] : Set(contents.pointers.map(\.offset))
    var result = Number.none
    var few: [UInt64] = []
    for index in 0..<count {
      let offset = Int(key.low + index * key.stride)
      if size == 8, pointers.contains(Int64(offset)) { continue }
      guard offset >= 0, offset + size <= contents.bytes.count else {
        return .any(width)
      }
      var value: UInt64 = 0
      for byte in 0..<size { value |= UInt64(contents.bytes[offset + byte]) << UInt64(8 * byte) }
      if few.contains(value) { continue }
      if few.count < ConstantSets.most {
        few.append(value)
        continue
      }
      if result.isNone { result = constants.number(ofAny: few) }
      result = constants.union(result, Number(value))
    }
    return result.isNone ? constants.number(ofAny: few) : result
  }

  /// The number of elements of a table that are looked at one by one.
  private static let mostElements: Int64 = 4096

  /// Gives a number to what is read but was never written; `true` iff there was something.
  ///
  /// The program may do so legally with bytes that do not matter.
  func settleUndefined() -> Bool {
    var isChanged = false
    for view in memory.views.indices where memory.views[view].value.isNone {
      if memory.views[view].readers.isEmpty, memory.views[view].copies.isEmpty { continue }
      let size = memory.views[view].key.size
      grow(
        Memory.ViewID(view),
        AbstractValue(number: .any(size >= 8 ? 64 : Int(size) * 8), targets: TargetSets.empty))
      isChanged = true
    }
    return isChanged
  }
}
