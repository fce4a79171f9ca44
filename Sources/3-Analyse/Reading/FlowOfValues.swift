import LLVM

extension Value {

  /// `true` iff `isEnd` holds for a user of this value, or of what comes of it by instructions that `passesOn`
  /// says yes to; the end is given the user, and the value that it uses. The walk gives up after 64 values.
  func flows(
    through passesOn: (LLVM.Operation) -> Bool,
    to isEnd: (_ user: Instruction, _ used: Value) -> Bool
  ) -> Bool {
    var pending = [self]
    var seen: Set<Value> = []
    while let value = pending.popLast() {
      guard seen.insert(value).inserted, seen.count < 64 else { continue }
      for user in value.users.compactMap(\.asInstruction) {
        if isEnd(user, value) { return true }
        if passesOn(user.operation) { pending.append(user.value) }
      }
    }
    return false
  }
}
