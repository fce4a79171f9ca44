/// What the fixpoint keeps of a node beside its value, in eight bytes: growing a value costs one line
/// of the cache for all of it.
struct NodeRecord {

  /// The first of the instructions that use the node, as an index; the next node's are behind them.
  let firstUse: Int32
  /// How often the value grew.
  var growth: UInt8 = 0
  /// `true` iff values come together at the node: what goes around goes through one of those, or
  /// through memory.
  var isHead = false
  /// `true` iff the node is only what walks through texts find.
  var isLimited = false

  /// Returns the record of each node of `code`, and one more, with the instructions that use them, but
  /// for those that `isUnused` names.
  static func all(
    of code: Code, but isUnused: [Bool]
  ) -> ([NodeRecord], uses: [Code.StepID]) {
    var counts = [Int32](repeating: 0, count: code.widths.count + 1)
    for (number, step) in code.steps.enumerated() where !isUnused[number] {
      for node in code.operands(of: step) { counts[Int(node) + 1] += 1 }
    }
    for index in 1..<max(1, counts.count) { counts[index] += counts[index - 1] }
    var records = counts.map { NodeRecord(firstUse: $0) }
    var uses = [Code.StepID](repeating: 0, count: Int(counts.last ?? 0))
    for (number, step) in code.steps.enumerated() where !isUnused[number] {
      for node in code.operands(of: step) {
        uses[Int(counts[Int(node)])] = Code.StepID(number)
        counts[Int(node)] += 1
      }
      if step.action == .phi { records[Int(step.result)].isHead = true }
    }
    for function in code.functions {
      records[Int(function.result)].isHead = true
      for parameter in 0..<function.parameterCount {
        records[Int(function.firstParameter + parameter)].isHead = true
      }
    }
    return (records, uses)
  }

  /// Returns, for each instruction of `code`, whether it only refines a value for nobody.
  ///
  /// Most refinements are such: the reader makes one wherever a branch says something of a value, and few
  /// values are used again there. What refines for another one that is not used comes before that one.
  static func unusedRefinements(of code: Code) -> [Bool] {
    var result = [Bool](repeating: false, count: code.steps.count)
    var useCounts = [Int32](repeating: 0, count: code.widths.count)
    for node in code.operands { useCounts[Int(node)] += 1 }
    for (number, step) in code.steps.enumerated().reversed()
    where step.action == .refine && useCounts[Int(step.result)] == 0 {
      result[number] = true
      for node in code.operands(of: step) { useCounts[Int(node)] -= 1 }
    }
    return result
  }
}
