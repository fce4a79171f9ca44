import LLVM
import WholeProgram

/// Brings system-call numbers to the calls that need them: a function that only passes a number on
/// (`__syscall3`, `__syscall_cp`) is inlined into its callers, until the number is a constant there.
///
/// What cannot be inlined (variadic functions such as `syscall`) keeps a switch over the numbers
/// that can arrive. Cost: LLVM's always-inliner once for each level of forwarding, at most eight.
struct ForwardedNumbers {

  /// The program.
  let program: Program

  /// Inlines what forwards numbers in `program`.
  func inline(for machine: borrowing TargetMachine) throws {
    guard let placeholder = program.module.function(SystemCallPlaceholder.name) else { return }
    for _ in 0..<8 {
      let forwarders = Set(
        placeholder.value.users.compactMap { $0.asInstruction }.compactMap(forwarder(of:)))
      if forwarders.isEmpty { return }
      let callers = Set(
        forwarders.flatMap { directCalls(of: $0) ?? [] }.map(\.function)
      ).subtracting(forwarders)
      for function in forwarders {
        for attribute in ["noinline", "optnone"] { function.removeAttribute(attribute) }
        function.addAttribute("alwaysinline", in: program.context)
      }
      try program.module.run("always-inline", for: machine)
      for caller in callers.sorted(by: { $0.name < $1.name }) {
        try caller.run("sroa", for: machine)
      }
    }
  }

  /// The function whose parameter is the number of `call`, if it can be inlined everywhere.
  private func forwarder(of call: Instruction) -> Function? {
    guard call.isCall, let (function, _) = call.value.operand(0).parameterPlace else { return nil }
    guard function.isLocal, !function.signature.isVariadic else { return nil }
    guard let calls = directCalls(of: function), !calls.isEmpty else { return nil }
    guard calls.allSatisfy({ $0.function != function }) else { return nil }
    return function
  }
}
