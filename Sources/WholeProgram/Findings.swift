package import LLVM

/// What an analysis found out about instructions: what the specialise stage does to them.
///
/// The handles hold for the state of the module that was analysed.
package struct Findings {

  /// The number of instructions of the program that the findings are of.
  package var instructionCount = 0

  /// What a value always is.
  package enum Constant: Hashable {
    /// An integer, or null.
    case integer(UInt64)
    /// The address `offset` bytes into a function or a variable.
    case address(Value, offset: Int64)
  }

  /// Values that are always the same.
  package var constants: [(value: Value, constant: Constant)] = []
  /// Successors of branches and switches that are never taken.
  package var deadEdges: [(terminator: Instruction, successor: Int)] = []
  /// First instructions of what never runs, though its function does.
  package var deadStarts: [Instruction] = []
  /// Indirect calls that reach one function only.
  package var directCalls: [(call: Instruction, target: Function)] = []
  /// Indirect calls of which all targets are known, with them.
  package var callTargets: [(call: Instruction, targets: [Function])] = []
  /// Stores to memory that nothing reads.
  package var deadStores: [Instruction] = []

  /// The bytes that are read of constants, from their starts on, by name.
  package var readSizes: [String: Int] = [:]

  /// Says why a value of `constants` is always the same.
  package var reason: (Value) -> String? = { _ in nil }

  /// No findings.
  package init() {}

  /// The number of findings.
  package var count: Int {
    constants.count + deadEdges.count + deadStarts.count + directCalls.count + deadStores.count
  }
}
