/// Instructions, or whatever else is to be worked on, in the order in which they came.
struct Queue<Element> {

  /// All that came since the queue was last empty or moved up.
  private var all: [Element] = []
  /// How many of `all` are done.
  private var done = 0

  /// Adds `element` at the end.
  @inline(__always)
  mutating func append(_ element: Element) { all.append(element) }

  /// Takes the first one.
  @inline(__always)
  mutating func next() -> Element? {
    if done == all.count {
      all.removeAll(keepingCapacity: true)
      done = 0
      return nil
    }
    let element = all[done]
    done += 1
    if done > 1 << 16 {
      all.removeFirst(done)
      done = 0
    }
    return element
  }
}
