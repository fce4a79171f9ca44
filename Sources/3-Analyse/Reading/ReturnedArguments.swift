import Engine
import LLVM

/// Functions that return what they were given.
///
/// What it computes: which parameters a function may return as they are, a constant number of bytes on,
/// or anywhere in the text that they point into, and what else it may return. Why it helps: all callers
/// of a function share what its parameters may be; of these results, each caller gets back its own
/// arguments only. Why that is sound: what is returned is followed back through casts, choices and steps
/// to a parameter, or is read as always; a function that returns anything else made of a parameter is
/// left alone. What it cannot see: that some arguments are never returned. Cost: a bounded walk for each
/// function.
struct ReturnedArguments {

  /// The parameters that may be returned.
  private(set) var returned: [Code.ReturnedArgument] = []
  /// The values on the way to a return that are nothing but parameters, and what comes of them.
  private var pure: Set<Value> = []
  /// The choices on the way to a return between parameters and other values.
  private(set) var mixed: Set<Value> = []

  /// The most values on the way from a parameter to a return.
  private static let most = 24

  /// What `function` returns of its arguments.
  init(of function: Function) {
    guard [.pointer, .integer].contains(function.signature.result.kind),
      CodeReader.width(of: function.signature.result) > 0
    else { return }
    for block in function.blocks {
      guard let last = block.terminator, last.operation == .return else { continue }
      guard visit(last.value.operand(0), depth: 4) else {
        self = ReturnedArguments()
        return
      }
    }
    if returned.isEmpty { self = ReturnedArguments() }
  }

  /// None.
  private init() {}

  /// `true` iff `value` is nothing but a parameter, on its way to a return.
  func isArgument(_ value: Value) -> Bool { pure.contains(value) }

  /// Takes `value`, which is returned, apart; `false` if that is not possible.
  private mutating func visit(_ value: Value, depth: Int) -> Bool {
    if pure.contains(value) || mixed.contains(value) { return true }
    switch Self.origin(of: value) {
    case .arguments(let arguments):
      pure.insert(value)
      for argument in arguments where !returned.contains(argument) { returned.append(argument) }
      return true
    case .other: return true
    case .both:
      guard depth > 0, let choice = value.asInstruction else { return false }
      mixed.insert(value)
      switch choice.operation {
      case .phi:
        return choice.incoming.allSatisfy { visit($0.value, depth: depth - 1) }
      case .select:
        return visit(value.operand(1), depth: depth - 1)
          && visit(value.operand(2), depth: depth - 1)
      default: return false
      }
    }
  }

  /// Where a value comes from.
  private enum Origin {
    /// From parameters alone.
    case arguments([Code.ReturnedArgument])
    /// From other values alone.
    case other
    /// From both.
    case both
  }

  /// Follows `value` back.
  private static func origin(of value: Value) -> Origin {
    var walk = Walk()
    var pending = [value]
    while let value = pending.popLast() {
      guard walk.seen.insert(value).inserted else { continue }
      if walk.seen.count > most { return .both }
      if let index = value.argumentIndex {
        walk.parameters.append(index)
      } else if let instruction = value.asInstruction, walk.step(instruction, &pending) {
        continue
      } else {
        walk.hasOther = true
      }
    }
    return walk.result
  }

  /// What was met on the way back from a value.
  private struct Walk {
    /// The values.
    var seen: Set<Value> = []
    /// The parameters.
    var parameters: [Int] = []
    /// `true` iff something else was met.
    var hasOther = false
    /// `true` iff there was a choice.
    var hasChoice = false
    /// The bytes that constant steps add up to.
    var offset: Int64 = 0
    /// `true` iff there was a step.
    var hasStep = false
    /// `true` iff a step was of an unknown number of bytes.
    var isUnknown = false
    /// `true` iff a step was in something other than a text.
    var isTyped = false

    /// Goes on from `instruction` to what it passes on; `false` if it is something else.
    mutating func step(_ instruction: Instruction, _ pending: inout [Value]) -> Bool {
      let value = instruction.value
      switch instruction.operation {
      case .phi:
        hasChoice = true
        pending += instruction.incoming.map(\.value)
      case .select:
        hasChoice = true
        pending += [value.operand(1), value.operand(2)]
      case .freeze: pending.append(value.operand(0))
      case .getElementPointer:
        guard value.type.kind == .pointer, value.operandCount == 2 else { return false }
        hasStep = true
        isTyped =
          isTyped
          || !(value.sourceElementType.kind == .integer && value.sourceElementType.bits == 8)
        if let constant = value.operand(1).signedInteger {
          offset += constant
        } else {
          isUnknown = true
        }
        pending.append(value.operand(0))
      default: return false
      }
      return true
    }

    /// What comes of it.
    var result: Origin {
      if parameters.isEmpty { return .other }
      let isExact = !hasStep || !hasChoice && !isUnknown
      if hasOther || isTyped { return .both }
      return .arguments(
        parameters.sorted().map {
          Code.ReturnedArgument(parameter: Int32($0), offset: isExact ? offset : nil)
        })
    }
  }
}
