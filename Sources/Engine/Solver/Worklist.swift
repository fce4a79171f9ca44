/// Instructions to look at again: those of one function after those of another, and within a function
/// in the order in which they stand, over and over until nothing is left there.
///
/// An instruction is thus looked at after those that it depends on, loops apart (much as in Bourdoncle 1993),
/// and what is looked at stands close together. Cost: a bit for each instruction, and a look at the
/// bits of a function for each time around.
struct Worklist {

  /// A bit for each instruction that is in it.
  private var bits: [UInt64]
  /// The function of each instruction.
  private let functionOfStep: [Code.FunctionID]
  /// The instructions of each function.
  private let ranges: [Range<Int>]
  /// How many instructions of each function are in it.
  private var counts: [Int32]
  /// Functions with instructions in it, in the order in which they came; some were done before.
  private var functions: [Code.FunctionID] = []
  /// How many of `functions` are done.
  private var done = 0
  /// The function that is being worked on, or -1.
  private var current: Code.FunctionID = -1
  /// Its instructions.
  private var range = 0..<0
  /// Where to go on in it.
  private var cursor = 0

  /// An empty list for the instructions of `code`.
  init(_ code: Code) {
    bits = Array(repeating: 0, count: (code.steps.count + 63) / 64)
    functionOfStep = code.blockOfStep.map { code.blocks[Int($0)].function }
    ranges = code.functions.indices.map { code.steps(of: Code.FunctionID($0)) }
    counts = Array(repeating: 0, count: code.functions.count)
  }

  /// Adds `step`, which is not in it.
  @inline(__always)
  mutating func insert(_ step: Code.StepID) {
    bits[Int(step) >> 6] |= 1 << UInt64(step & 63)
    if range.contains(Int(step)) {
      counts[Int(current)] += 1
      return
    }
    let function = functionOfStep[Int(step)]
    counts[Int(function)] += 1
    if counts[Int(function)] == 1 { functions.append(function) }
  }

  /// Takes out the instruction to look at next.
  mutating func next() -> Code.StepID? {
    while true {
      if current < 0 {
        guard done < functions.count else {
          functions.removeAll(keepingCapacity: true)
          done = 0
          return nil
        }
        current = functions[done]
        done += 1
        range = ranges[Int(current)]
        cursor = range.lowerBound
      }
      guard counts[Int(current)] > 0 else {
        current = -1
        range = 0..<0
        continue
      }
      guard let step = first(from: cursor, before: range.upperBound) else {
        cursor = range.lowerBound
        continue
      }
      bits[step >> 6] &= ~(1 << UInt64(step & 63))
      counts[Int(current)] -= 1
      cursor = step + 1
      return Code.StepID(step)
    }
  }

  /// The first instruction in it from `start` on that comes before `end`.
  private func first(from start: Int, before end: Int) -> Int? {
    guard start < end else { return nil }
    var word = start >> 6
    var rest = bits[word] & (~0 << UInt64(start & 63))
    while rest == 0 {
      word += 1
      guard word << 6 < end else { return nil }
      rest = bits[word]
    }
    let step = word << 6 + rest.trailingZeroBitCount
    return step < end ? step : nil
  }
}
