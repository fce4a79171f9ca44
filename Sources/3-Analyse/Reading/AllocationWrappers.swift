import Engine
import LLVM

/// Functions that return memory which they have just allocated.
///
/// What it computes: whether every value that a function returns is null or in memory that a call of an
/// allocator in it returned, or a call of another such function, and whether that goes nowhere else.
/// Why that is sound: then the memory is the caller's alone, and each caller may be taken to have got
/// memory of its own. What it cannot see: wrappers that call each other, or more than four deep. Cost:
/// one walk for each function, remembered.
struct AllocationWrappers {

  /// What functions mean to their callers, by name.
  private let roles: [String: Code.Role]
  /// What is known of functions; those under way are none.
  private var known: [Function: Bool] = [:]

  /// The wrappers of what allocates according to `roles`.
  init(roles: [String: Code.Role]) {
    self.roles = roles
  }

  /// `true` iff `function` returns only null and memory that it allocated and kept nowhere.
  mutating func isWrapper(_ function: Function, depth: Int = 4) -> Bool {
    if let known = known[function] { return known }
    guard function.signature.result.kind == .pointer, roles[function.name] == nil, depth > 0 else {
      return false
    }
    known[function] = false
    let result = returnsFreshMemory(function, depth)
    known[function] = result
    return result
  }

  /// As `isWrapper`, worked out.
  private mutating func returnsFreshMemory(_ function: Function, _ depth: Int) -> Bool {
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
      case .getElementPointer: pending.append(value.operand(0))
      case .call where allocates(instruction, depth): sources.insert(value)
      default: return false
      }
    }
    return !sources.isEmpty && sources.allSatisfy { Self.staysHere($0) }
  }

  /// `true` iff `call` calls an allocator by name, or a wrapper of one.
  private mutating func allocates(_ call: Instruction, _ depth: Int) -> Bool {
    guard let callee = call.callee.asFunction else { return false }
    if case .allocates? = roles[callee.name] { return true }
    return !callee.isDeclaration && isWrapper(callee, depth: depth - 1)
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
