/// Where what is not followed came from: for each value that may be anything, what first made it so.
///
/// What it computes: for nodes, cells and views, the instruction, or the other memory, through which
/// object 0 first arrived. Why it helps: whoever wants to know why something escaped can go back from
/// there to where knowledge was lost first. What it cannot see: other ways by which it would have arrived
/// later. Cost: one entry for each such value; nothing unless it is asked for.
package final class Provenance {

  /// What made a value anything.
  enum Cause {
    /// An instruction.
    case step(Code.StepID)
    /// A cell that a view meets.
    case cell(Memory.CellID)
    /// A view that is copied.
    case view(Memory.ViewID)
    /// The escape of an object.
    case escape(ObjectID)
    /// What stands there at start.
    case start
  }

  /// When a value became anything, and through what.
  typealias Entry = (time: Int, cause: Cause)

  /// The entries of nodes.
  private(set) var nodes: [Code.NodeID: Entry] = [:]
  /// The entries of cells.
  private(set) var cells: [Memory.CellID: Entry] = [:]
  /// The entries of views.
  private(set) var views: [Memory.ViewID: Entry] = [:]
  /// The number of entries so far.
  private var time = 0
  /// What memory is passed on from, while it is.
  var source = Cause.start

  /// No entries.
  package init() {}

  /// Notes that `node` became anything in `step`, or by `source` if that is -1.
  func note(node: Code.NodeID, _ step: Code.StepID) {
    time += 1
    nodes[node] = (time, step >= 0 ? .step(step) : source)
  }

  /// Notes that `cell` did in `step`.
  func note(cell: Memory.CellID, _ step: Code.StepID) {
    time += 1
    cells[cell] = (time, step >= 0 ? .step(step) : source)
  }

  /// Notes that `view` did, by `source`.
  func note(view: Memory.ViewID) {
    time += 1
    views[view] = (time, source)
  }
}

extension Solver {

  /// A part of the way back to where knowledge was lost.
  package enum Origin {
    /// An instruction.
    case step(Code.StepID)
    /// The bytes of an object.
    case bytes(ObjectID)
    /// An object that escaped.
    case escape(ObjectID)
  }

  /// `true` iff `new` may be anything, and `old` could not.
  func becomesAnything(_ new: AbstractValue, from old: AbstractValue) -> Bool {
    sets[new.targets].first?.object == 0 && sets[old.targets].first?.object != 0
  }

  /// The way back from `step`, an address or a callee of which may be anything, to what first was.
  package func origins(of step: Code.StepID) -> [Origin] {
    guard let provenance else { return [] }
    var result: [Origin] = []
    var step = step
    var time = Int.max
    while result.count < Self.longestWay {
      result.append(.step(step))
      guard var entry = entry(of: step, before: time, isFirst: result.count == 1, provenance) else {
        break
      }
      var next: Code.StepID?
      while next == nil, result.count < Self.longestWay {
        time = entry.time
        var further: Provenance.Entry?
        switch entry.cause {
        case .step(let step): next = step
        case .view(let view):
          result.append(.bytes(memory.views[Int(view)].object))
          further = provenance.views[view]
        case .cell(let cell): further = provenance.cells[cell]
        case .escape(let object): result.append(.escape(object))
        case .start: break
        }
        if next != nil { break }
        guard let further, further.time <= time else { return result }
        entry = further
      }
      guard let next else { break }
      step = next
    }
    return result
  }

  /// Instructions at which knowledge is lost: what they compute, or store, may be anything, and nothing
  /// that they work on was before; in the order in which that was found, and as often.
  package var losses: [Code.StepID] {
    guard let provenance else { return [] }
    var found: [(time: Int, step: Code.StepID)] = []
    for entry in Array(provenance.nodes.values) + Array(provenance.cells.values) {
      guard case .step(let step) = entry.cause else { continue }
      let earlier = self.entry(of: step, before: entry.time, isFirst: false, provenance)
      if earlier == nil { found.append((entry.time, step)) }
    }
    for entry in provenance.views.values {
      if case .step(let step) = entry.cause { found.append((entry.time, step)) }
    }
    return found.sorted { $0.time < $1.time }.map(\.step)
  }

  /// How many parts of a way are told.
  private static let longestWay = 60

  /// What first made the instruction `step` work on anything, before `time`.
  private func entry(
    of step: Code.StepID, before time: Int, isFirst: Bool, _ provenance: Provenance
  ) -> Provenance.Entry? {
    let record = code.steps[Int(step)]
    var best: Provenance.Entry?
    /// Takes `entry` if it is earlier.
    func consider(_ entry: Provenance.Entry?) {
      if let entry, entry.time < time, entry.time < best?.time ?? .max { best = entry }
    }
    for (index, node) in code.operands(of: record).enumerated() {
      // What a store stores is what goes on, but where the question is where it stores.
      if record.action == .store, isFirst != (index == 0) { continue }
      consider(provenance.nodes[node])
    }
    if best != nil { return best }
    for (view, entry) in provenance.views
    where memory.views[Int(view)].readers.contains(step) { consider((entry.time, .view(view))) }
    for function in links[step]?.functions ?? [] {
      consider(provenance.nodes[code.functions[Int(function)].result])
    }
    return best
  }
}
