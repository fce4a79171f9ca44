/// What instructions have been connected to, by instruction.
///
/// It is a dictionary in an array: most of the fixpoint's work looks something up here, and an index
/// costs less than a hash. Cost: four bytes for each instruction, and an entry for each call, load
/// and store that ran.
struct LinkTable: Sequence {

  /// The targets that each instruction has looked at.
  var seen: [TargetSets.ID]
  /// The entry of each instruction, or -1.
  private var numbers: [Int32]
  /// The entries.
  private var entries: [Solver.Links?] = []
  /// The instruction of each entry.
  private var steps: [Code.StepID] = []

  /// An empty table for `count` instructions.
  init(count: Int) {
    seen = Array(repeating: TargetSets.empty, count: count)
    numbers = Array(repeating: -1, count: count)
  }

  /// What `step` has been connected to.
  subscript(step: Code.StepID) -> Solver.Links? {
    @inline(__always) get {
      let number = numbers[Int(step)]
      return number < 0 ? nil : entries[Int(number)]
    }
    _modify {
      if numbers[Int(step)] < 0 {
        numbers[Int(step)] = Int32(entries.count)
        entries.append(nil)
        steps.append(step)
      }
      yield &entries[Int(numbers[Int(step)])]
    }
  }

  /// Where the entry of `step` stands, if there is one.
  @inline(__always)
  func place(of step: Code.StepID) -> Int? {
    let number = numbers[Int(step)]
    return number < 0 ? nil : Int(number)
  }

  /// The entry that stands at `place`.
  @inline(__always)
  subscript(at place: Int) -> Solver.Links {
    _read { yield entries[place]! }
  }

  /// Takes the entry of `step` out, so that it can be changed in place and put back.
  mutating func take(_ step: Code.StepID) -> Solver.Links? {
    let number = numbers[Int(step)]
    guard number >= 0 else { return nil }
    var result: Solver.Links?
    swap(&result, &entries[Int(number)])
    return result
  }

  /// Walks over the entries, in the order in which they came.
  func makeIterator() -> AnyIterator<(key: Code.StepID, value: Solver.Links)> {
    var next = 0
    return AnyIterator {
      while next < entries.count {
        next += 1
        if let entry = entries[next - 1] { return (steps[next - 1], entry) }
      }
      return nil
    }
  }
}
