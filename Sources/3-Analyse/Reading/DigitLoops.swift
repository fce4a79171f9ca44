import LLVM

/// Products with which the digits of a number may be read.
///
/// What it computes: whether a product is one by ten, or one of its factors is the sum to which the product
/// went the time before: a phi, or a variable in memory, as in `sum = sum * base + digit`, with a shift for
/// a product perhaps. Why that is sound: digits are read by such loops, and in decimal perhaps by functions
/// that do one step of them. What it cannot see: loops whose steps are in different functions and whose
/// base is not the constant ten. Cost: a bounded walk for each product.
enum DigitLoops {

  /// `true` iff `instruction` may be a step in reading digits.
  static func mayRead(_ instruction: Instruction) -> Bool {
    switch instruction.operation {
    case .multiply:
      instruction.value.operands.contains { $0.unsignedInteger == 10 } || comesRound(instruction)
    case .shiftLeft: comesRound(instruction)
    default: false
    }
  }

  /// `true` iff `product` comes round to one of its own factors.
  private static func comesRound(_ product: Instruction) -> Bool {
    let factors = product.value.operands.map(unextended)
    var slots: Set<Value> = []
    var phis: Set<Value> = []
    for factor in factors {
      switch factor.asInstruction?.operation {
      case .phi: phis.insert(factor)
      case .load: slots.insert(factor.operand(0))
      default: continue
      }
    }
    if slots.isEmpty, phis.isEmpty { return false }
    return product.value.flows(
      through: {
        switch $0 {
        case .phi, .select, .freeze, .add, .subtract, .or, .zeroExtend, .signExtend, .truncate: true
        default: false
        }
      },
      to: { user, used in
        switch user.operation {
        case .phi: phis.contains(user.value)
        case .store: user.value.operand(0) == used && slots.contains(user.value.operand(1))
        default: false
        }
      })
  }

  /// What `value` extends, if it extends something.
  private static func unextended(_ value: Value) -> Value {
    switch value.asInstruction?.operation {
    case .zeroExtend, .signExtend, .freeze: value.operand(0)
    default: value
    }
  }
}
