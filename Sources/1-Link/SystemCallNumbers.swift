import LLVM
import WholeProgram

/// Which system-call numbers can arrive at the placeholder's calls.
///
/// A number is a constant, a parameter of the function that makes the call (then: what all callers
/// pass), or a choice among such. Sound because a function's callers are all known once the program
/// is closed: a function whose address is taken, or that reads its number from memory, gives
/// "unknown", which stands for every number. Cost: linear in the calls that forward numbers.
struct SystemCallNumbers {

  /// The numbers that can arrive, or `nil` for any.
  typealias Numbers = Set<Int>?

  /// The program's context.
  private let context: Context
  /// Functions whose memory was promoted to registers.
  private var promoted: Set<Function> = []
  /// Parameters that are being looked at, against endless recursion.
  private var open: Set<Value> = []
  /// Promotes the memory of a function to registers.
  private let promote: (Function) -> Void
  /// The names that something outside the module may call.
  private let outside: Set<String>

  /// A query on a program in which `promote` turns local variables of a function into values, and of
  /// which others call the functions `outside`.
  init(
    in context: Context, calledFromOutside outside: Set<String>,
    promote: @escaping (Function) -> Void
  ) {
    self.context = context
    self.outside = outside
    self.promote = promote
  }

  /// Returns the numbers that `call`, a call of the placeholder, can pass.
  mutating func numbers(passedBy call: Instruction) -> Numbers {
    let function = call.function
    if promoted.insert(function).inserted { promote(function) }
    return numbers(of: call.value.operand(0))
  }

  /// Returns the numbers that `value` can be.
  private mutating func numbers(of value: Value) -> Numbers {
    switch value.kind {
    case .integer:
      return value.unsignedInteger.map { [Int($0)] } ?? nil
    case .undefined:
      return []
    case .argument:
      return open.insert(value).inserted ? numbers(ofParameter: value) : []
    case .instruction:
      return numbers(of: value.asInstruction!)
    default:
      return nil
    }
  }

  /// Returns the numbers that `instruction` can yield.
  private mutating func numbers(of instruction: Instruction) -> Numbers {
    let choices: [Value]
    switch instruction.operation {
    case .phi: choices = instruction.incoming.map(\.value)
    case .select: choices = [instruction.value.operand(1), instruction.value.operand(2)]
    case .zeroExtend where instruction.value.operand(0).type.bits == 1: return [0, 1]
    case .signExtend, .zeroExtend, .freeze: choices = [instruction.value.operand(0)]
    default: return nil
    }
    guard open.insert(instruction.value).inserted else { return [] }
    defer { open.remove(instruction.value) }
    return union(choices)
  }

  /// Returns the numbers that one of `values` can be.
  private mutating func union(_ values: [Value]) -> Numbers {
    var result: Set<Int> = []
    for value in values {
      guard let numbers = numbers(of: value) else { return nil }
      result.formUnion(numbers)
    }
    return result
  }

  /// Returns the numbers that callers pass for `parameter`.
  private mutating func numbers(ofParameter parameter: Value) -> Numbers {
    defer { open.remove(parameter) }
    guard let (function, index) = parameter.parameterPlace else { return nil }
    if outside.contains(function.name) { return nil }
    if function.value.users.contains(where: { $0.kind == .alias && outside.contains($0.name) }) {
      return nil
    }
    guard let calls = directCalls(of: function) else { return nil }
    for caller in Set(calls.map(\.function)) where promoted.insert(caller).inserted {
      if calls.contains(where: { $0.function == caller && !isSettled($0, index) }) {
        promote(caller)
      }
    }
    return union(calls.filter { $0.argumentCount > index }.map { $0.value.operand(index) })
  }

  /// `true` iff argument `index` of `call` needs no promotion to be told.
  private func isSettled(_ call: Instruction, _ index: Int) -> Bool {
    call.argumentCount > index && call.value.operand(index).kind != .instruction
  }
}

extension Value {

  /// The function and position of a parameter.
  var parameterPlace: (function: Function, index: Int)? {
    guard let index = argumentIndex, let function = parent else { return nil }
    return (function, index)
  }
}

/// Returns the calls of `function`, if nothing but calls uses it (aliases of it included).
func directCalls(of function: Function) -> [Instruction]? {
  var result: [Instruction] = []
  var names = [function.value]
  while let name = names.popLast() {
    for user in name.users {
      if user.kind == .alias {
        names.append(user)
      } else if let call = user.asInstruction, call.isCall, call.callee == name,
        !call.arguments.contains(name)
      {
        result.append(call)
      } else {
        return nil
      }
    }
  }
  return result
}
