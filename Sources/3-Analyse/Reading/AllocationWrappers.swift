import Engine
import LLVM

/// Functions that return memory which they have just allocated.
///
/// What it computes: whether every value that a function returns is null or the result of a call of
/// an allocator in it, and whether that result goes nowhere else. Why that is sound: then the
/// memory is the caller's alone, and each caller may be taken to have got memory of its own.
enum AllocationWrappers {

  /// `true` iff `function` returns only null and memory that it allocated and kept nowhere.
  static func isWrapper(_ function: Function, roles: [String: Code.Role]) -> Bool {
    guard function.signature.result.kind == .pointer, roles[function.name] == nil else {
      return false
    }
    var sources: Set<Value> = []
    var pending: [Value] = []
    for block in function.blocks {
      guard let last = block.terminator, last.operation == .return else { continue }
      pending.append(last.value.operand(0))
    }
    var seen: Set<Value> = []
    while let value = pending.popLast() {
      guard seen.insert(value).inserted else { continue }
      if value.kind == .null { continue }
      guard let instruction = value.asInstruction else { return false }
      switch instruction.operation {
      case .phi: pending += instruction.incoming.map(\.value)
      case .select: pending += [value.operand(1), value.operand(2)]
      case .call where allocates(instruction, roles): sources.insert(value)
      default: return false
      }
    }
    return !sources.isEmpty && sources.allSatisfy { staysHere($0) }
  }

  /// `true` iff `call` calls an allocator by name.
  private static func allocates(_ call: Instruction, _ roles: [String: Code.Role]) -> Bool {
    guard let callee = call.callee.asFunction, case .allocates? = roles[callee.name] else {
      return false
    }
    return true
  }

  /// `true` iff the pointer `value` is only used to access what it points to, compared and returned.
  private static func staysHere(_ value: Value) -> Bool {
    var pending = [value]
    var seen: Set<Value> = []
    while let value = pending.popLast() {
      guard seen.insert(value).inserted else { continue }
      for user in value.users {
        guard let instruction = user.asInstruction else { return false }
        switch instruction.operation {
        case .load, .integerCompare, .return: continue
        case .store where user.operand(0) != value: continue
        case .phi, .select, .getElementPointer: pending.append(user)
        case .call where isFill(instruction): continue
        default: return false
        }
      }
    }
    return true
  }

  /// `true` iff `call` fills memory.
  private static func isFill(_ call: Instruction) -> Bool {
    guard let name = call.callee.asFunction?.name else { return false }
    return name.hasPrefix("llvm.memset") || name == "memset"
  }
}
