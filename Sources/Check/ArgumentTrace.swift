import LLVM
import WholeProgram

/// Which constants arrive at arguments of a system call, and at which calls they set out.
///
/// An argument that is a parameter is followed to all callers, several arguments of one call
/// together, so that levels stay with their options. A call by a switch over numbers counts only
/// where its own number can arrive. What is computed or read from memory is unknown. Cost: linear in
/// the calls that pass arguments on; paths longer than eight calls are cut off as unknown.
struct ArgumentTrace {

  /// Constants, or what is unknown, with the call that they set out at.
  struct Origin {
    /// The values, or `nil` if one of them is not known.
    let values: [UInt32]?
    /// The calls from the handler's outwards; the last one has the values.
    let calls: [Instruction]
  }

  /// A condition on what a switch passes on.
  private typealias Condition = (value: Value, number: UInt32)

  /// The longest path.
  private static let mostCalls = 8

  /// What is found out so far.
  private(set) var origins: [Origin] = []
  /// `true` iff bits that are added on the way do not matter.
  private let isMask: Bool

  /// Follows the arguments at `positions` of `call`, which calls the handler of `number`; those that
  /// are masks count without what the library adds to them.
  init(_ positions: [Int], of call: Instruction, number: Int, isMask: Bool) {
    self.isMask = isMask
    var condition: Condition?
    let caller = call.function
    if caller.name.hasPrefix("system_call.dispatch."), let first = caller.parameters.first {
      condition = (first, UInt32(number))
    }
    guard positions.allSatisfy({ $0 < call.argumentCount }) else { return }
    follow(positions.map { call.value.operand($0) }, condition, [call])
  }

  /// Follows `operands` under `condition`, which the last of `calls` passes.
  private mutating func follow(
    _ operands: [Value], _ condition: Condition?, _ calls: [Instruction]
  ) {
    let operands = operands.map(withoutCasts)
    let condition = condition.map { (withoutCasts($0.value), $0.number) as Condition }
    let all = operands + (condition.map { [$0.value] } ?? [])
    guard let function = all.compactMap(\.parent).first else {
      finish(operands, condition, calls)
      return
    }
    let isRepeated = calls.dropLast().contains { $0.function == function }
    guard calls.count < Self.mostCalls, !isRepeated else {
      origins.append(Origin(values: nil, calls: calls))
      return
    }
    for user in function.value.users {
      guard let call = user.asInstruction, call.isCall, call.callee == function.value else {
        origins.append(Origin(values: nil, calls: calls))
        continue
      }
      /// What `value` is in terms of the caller.
      func outside(_ value: Value) -> Value? {
        guard value.parent == function, let index = value.argumentIndex else { return value }
        return index < call.argumentCount ? call.value.operand(index) : nil
      }
      let passed = operands.compactMap(outside)
      guard passed.count == operands.count else { continue }
      let next: Condition? = condition.flatMap { condition in
        outside(condition.value).map { ($0, condition.number) }
      }
      follow(passed, next, calls + [call])
    }
  }

  /// Notes what `operands` are, none of which is a parameter.
  private mutating func finish(
    _ operands: [Value], _ condition: Condition?, _ calls: [Instruction]
  ) {
    if let condition, let numbers = constants(condition.value),
      !numbers.contains(condition.number)
    {
      return
    }
    var tuples: [[UInt32]] = [[]]
    for operand in operands {
      guard let values = constants(operand) else {
        origins.append(Origin(values: nil, calls: calls))
        return
      }
      tuples = tuples.flatMap { tuple in values.sorted().map { tuple + [$0] } }
    }
    origins += tuples.map { Origin(values: $0, calls: calls) }
  }

  /// The value that `value` was made from by casts.
  private func withoutCasts(_ value: Value) -> Value {
    guard let instruction = value.asInstruction else { return value }
    switch instruction.operation {
    case .signExtend, .zeroExtend, .truncate, .freeze: return withoutCasts(value.operand(0))
    case .or where isMask && value.operand(1).kind == .integer:
      return withoutCasts(value.operand(0))
    default: return value
    }
  }

  /// The constants that `value` can be, or `nil` if that is not known.
  private func constants(_ value: Value, depth: Int = 6) -> Set<UInt32>? {
    let value = withoutCasts(value)
    if let number = value.signedInteger { return [UInt32(truncatingIfNeeded: number)] }
    guard depth > 0, let instruction = value.asInstruction else { return nil }
    let choices: [Value]
    switch instruction.operation {
    case .phi: choices = instruction.incoming.map(\.value).filter { $0 != value }
    case .select: choices = [value.operand(1), value.operand(2)]
    default: return nil
    }
    var result: Set<UInt32> = []
    for choice in choices {
      guard let some = constants(choice, depth: depth - 1) else { return nil }
      result.formUnion(some)
    }
    return result
  }
}
