import LLVM
import Model
import WholeProgram

/// Which functions an indirect call may reach if nothing but its prototype is known.
///
/// What it computes: the functions whose addresses are taken, by the hash of their prototype that the
/// compiler attached (KCFI), or by LLVM's type where a call has none. It is what control-flow integrity
/// checks, and what the engine's result is compared with; nothing is decided by it. Cost: linear.
///
/// Why nothing is: types that are not the same may be compatible. Redis calls what it defines as `f()`
/// through a pointer to `f(void)`, as C allows, and ends at start if only equal hashes count; SQLite would
/// be 296 bytes smaller, Lua 1,352.
struct Prototypes {

  /// The number of functions whose addresses are taken, by hash.
  private var byHash: [UInt32: Int] = [:]
  /// The number of such functions, by type.
  private var byType: [Type: Int] = [:]

  /// The prototypes of the functions of `index`, which live in `context`.
  init(of index: SymbolIndex, in context: Context) {
    for id in 0..<Symbol.ID(index.count) {
      guard let function = index.function(id), Self.isAddressTaken(function) else { continue }
      if let hash = function.prototypeHash(in: context) { byHash[hash, default: 0] += 1 }
      byType[function.signature, default: 0] += 1
    }
  }

  /// The number of functions that `call` may reach.
  func targetCount(of call: Instruction) -> Int {
    if let hash = call.prototypeHash { return byHash[hash] ?? 0 }
    return byType[call.calledType] ?? 0
  }

  /// `true` iff something else than a call of `function` names it.
  private static func isAddressTaken(_ function: Function) -> Bool {
    function.value.users.contains { user in
      guard let call = user.asInstruction, call.isCall else { return true }
      return call.callee != function.value || call.arguments.contains(function.value)
    }
  }
}
