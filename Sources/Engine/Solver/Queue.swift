/// Instructions in the order in which they came.
struct Queue {

  /// All that came since the queue was last empty or moved up.
  private var steps: [Code.StepID] = []
  /// How many of `steps` are done.
  private var done = 0

  /// Adds `step` at the end.
  @inline(__always)
  mutating func append(_ step: Code.StepID) { steps.append(step) }

  /// Takes the first one.
  @inline(__always)
  mutating func next() -> Code.StepID? {
    if done == steps.count {
      steps.removeAll(keepingCapacity: true)
      done = 0
      return nil
    }
    let step = steps[done]
    done += 1
    if done > 1 << 16 {
      steps.removeFirst(done)
      done = 0
    }
    return step
  }
}

/// What stands of an instruction, in one byte, since this is asked for at each use of each value that
/// grows.
struct StepStanding: OptionSet {
  /// The bits.
  let rawValue: UInt8
  /// Its block gets to it.
  static let reached = StepStanding(rawValue: 1)
  /// It is to be looked at again.
  static let pending = StepStanding(rawValue: 2)
  /// It reads or writes memory.
  static let access = StepStanding(rawValue: 4)
}

extension Code.Action {

  /// `true` iff it reads or writes memory.
  var isAccess: Bool {
    switch self {
    case .load, .store, .exchange, .copyMemory, .setMemory, .startVariadic: true
    default: false
    }
  }
}
