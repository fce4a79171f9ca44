import LLVM

/// Products with which a loop may read the digits of a number.
///
/// What it computes: whether one factor of a product is the sum to which the product went the time before:
/// a phi, or a variable in memory, as in `sum = sum * base + digit`. Why that is sound: it is only asked
/// where no factor is the constant ten, and digits are read in another base by such loops. What it cannot
/// see: loops whose steps are in different functions. Cost: a bounded walk for each such product.
enum DigitLoops {

  /// `true` iff `product` comes round to one of its own factors.
  static func contain(_ product: Instruction) -> Bool {
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
    var pending = [product.value]
    var seen: Set<Value> = []
    while let value = pending.popLast() {
      guard seen.insert(value).inserted, seen.count < 64 else { continue }
      for user in value.users {
        guard let instruction = user.asInstruction else { continue }
        switch instruction.operation {
        case .phi where phis.contains(user): return true
        case .store where user.operand(0) == value && slots.contains(user.operand(1)): return true
        case .phi, .select, .freeze, .add, .subtract, .or, .zeroExtend, .signExtend, .truncate:
          pending.append(user)
        default: continue
        }
      }
    }
    return false
  }

  /// What `value` extends, if it extends something.
  private static func unextended(_ value: Value) -> Value {
    switch value.asInstruction?.operation {
    case .zeroExtend, .signExtend, .freeze: value.operand(0)
    default: value
    }
  }
}
