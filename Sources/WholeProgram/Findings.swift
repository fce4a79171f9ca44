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
  /// Indirect calls of which all targets are known, with them.
  package var callTargets: [(call: Instruction, targets: [Function])] = []
  /// Those that reach one function only.
  package var directCalls: [(call: Instruction, target: Function)] {
    callTargets.compactMap { $0.targets.count == 1 ? ($0.call, $0.targets[0]) : nil }
  }
  /// Stores to memory that nothing reads.
  package var deadStores: [Instruction] = []

  /// What is read of variables, by name; of those that are not here, everything.
  package var readParts: [String: [ReadPart]] = [:]

  /// Says why a value of `constants` is always the same.
  package var reason: (Value) -> String? = { _ in nil }

  /// No findings.
  package init() {}

  /// The number of findings.
  package var count: Int {
    constants.count + deadEdges.count + deadStarts.count + directCalls.count + deadStores.count
  }
}

/// Bytes of a variable that are read.
package struct ReadPart: Hashable, Sendable {

  /// The least offset at which something is read, which may lie in front of the variable.
  private let low: Int
  /// The greatest offset at which something is read, which may lie behind the variable.
  private let high: Int
  /// The distance between two such offsets in bytes; 0 iff there is one.
  private let stride: Int
  /// The bytes that are read at each.
  private let size: Int

  /// `size` bytes at each offset from `low` to `high` in steps of `stride` bytes.
  package init(low: Int, high: Int, stride: Int, size: Int) {
    (self.low, self.high, self.stride, self.size) = (low, high, stride, size)
  }

  /// One past the last byte that is read.
  package var end: Int { high + size }

  /// `true` iff some of `bytes` may be read.
  package func meets(_ bytes: Range<Int>) -> Bool {
    // The first offset from which reading ends behind the first byte.
    let distance = bytes.lowerBound - size - low
    if distance >= 0, stride == 0 { return false }
    let first = distance < 0 ? low : low + (distance / stride + 1) * stride
    return first <= high && first < bytes.upperBound
  }
}
