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
