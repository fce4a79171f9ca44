/// Memory that is made executable.
///
/// What it computes: whether the program may ask for memory that can be executed, by what it passes to the
/// functions that say what may be done with memory. Why that is sound: memory that is no function's can be
/// executed only after that, so that until then a call of it ends the program; from then on a call of it
/// reaches code that is not seen. What it cannot see: which memory it is. Cost: one look at each such call,
/// and once at all indirect calls.
extension Solver {

  /// The bit for memory that may be executed (PROT_EXEC of <sys/mman.h>).
  private static let executable: UInt64 = 4

  /// Looks at what the call `step` of `function` asks for.
  func noteProtection(_ step: Code.Step, _ function: Code.Function) {
    if executesData || function.protection < 0 { return }
    let place = Int(function.protection) + 1
    guard place < Int(step.count) else { return executeData() }
    noteProtection(value(place, step))
  }

  /// Looks at `protection`, with which memory is to be protected.
  func noteProtection(_ protection: AbstractValue) {
    if executesData || protection.isNone { return }
    let number = protection.number
    if protection.targets == TargetSets.empty, number.zeros & Self.executable != 0 { return }
    executeData()
  }

  /// Takes it from now on that any memory may be executed.
  private func executeData() {
    executesData = true
    for (number, link) in links where code.steps[Int(number)].action == .call {
      let isOfData = sets[links.seen[Int(number)]].contains {
        $0.object != 0 && !$0.isFragment && objects[Int($0.object)].function < 0
      }
      guard isOfData, !link.isUnknown else { continue }
      links[number]!.isUnknown = true
      reachUnknown(Self.shape(of: code.steps[Int(number)]), number)
      continueAfter(number)
      push(number)
    }
  }
}
