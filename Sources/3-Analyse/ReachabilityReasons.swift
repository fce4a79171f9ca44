import Engine
import Model
import WholeProgram

/// Says who refers to whom in what reachability found: all references of what is live.
///
/// What it computes: the graph of reasons. A function whose address is taken needs a call of a shape
/// that reaches it as well; a slot needs a reader. Why that is sound: it takes nothing away. Cost:
/// linear in references, and in pairs of shapes.
struct ReachabilityReasons {

  /// The fixpoint.
  private let engine: Reachability
  /// What it is of.
  private let facts: Facts
  /// The graph.
  private(set) var graph: ReasonGraph
  /// The helpers that stand for "the address of the function is at hand".
  private var addresses: [Symbol.ID: ReasonGraph.Node] = [:]
  /// The helpers that stand for "every slot of the variable is read".
  private var whole: [Symbol.ID: ReasonGraph.Node] = [:]
  /// The helpers that stand for "the slot is read", by variable.
  private var reads: [Symbol.ID: [ReasonGraph.Node]] = [:]
  /// The helpers that stand for calls of each shape.
  private var calls: [ReasonGraph.Node]
  /// The helper that stands for code that cannot be seen, and calls.
  private let foreign: ReasonGraph.Node

  /// Reads what `engine` found for the symbols of `index`, of which `roots` stay in any case.
  init(_ engine: Reachability, _ index: SymbolIndex, _ roots: [Root]) {
    self.engine = engine
    facts = engine.facts
    graph = ReasonGraph(names: (0..<Symbol.ID(index.count)).map { index.name($0) })
    calls = []
    for _ in facts.shapes { calls.append(graph.addHelper()) }
    foreign = graph.addHelper()
    for id in facts.slots.indices where engine.isLive[id] && !facts.slots[id].isEmpty {
      whole[Symbol.ID(id)] = graph.addHelper()
      reads[Symbol.ID(id)] = facts.slots[id].map { _ in graph.addHelper() }
    }
    readRoots(roots, index)
    for id in engine.isLive.indices where engine.isLive[id] { read(Symbol.ID(id), index) }
    connect()
  }

  /// Adds the roots.
  private mutating func readRoots(_ roots: [Root], _ index: SymbolIndex) {
    let byName = Dictionary(roots.map { ($0.symbol, $0) }, uniquingKeysWith: { $1 })
    for id in facts.roots {
      let entry =
        byName[index.name(id)].flatMap(ReasonReader.entry(for:)).map { graph.addEntry($0) } ?? -1
      graph.add(.root, id, entry: entry)
      if let all = whole[id] { graph.add(.root, all, entry: entry) }
    }
    if facts.foreignCodeCalls { graph.add(.root, foreign) }
  }

  /// The place with the number `number`.
  private func site(_ number: Int32) -> Site? { number < 0 ? nil : facts.sites[Int(number)] }

  /// The helper for the address of `function`.
  private mutating func address(of function: Symbol.ID) -> ReasonGraph.Node {
    if let known = addresses[function] { return known }
    let node = graph.addHelper(about: function)
    addresses[function] = node
    return node
  }

  /// Adds what the live symbol `id` refers to.
  private mutating func read(_ id: Symbol.ID, _ index: SymbolIndex) {
    let body = facts.bodies[Int(id)]
    for call in body.calls { graph.add(.call, call.target, from: id, at: site(call.site)) }
    for taken in body.addresses where facts.shapeOfFunction[Int(taken.target)] >= 0 {
      graph.add(.address, address(of: taken.target), from: id, at: site(taken.site))
    }
    for escape in body.escapes {
      let entry = graph.addEntry(
        Assumption(
          hazard: "given to assembly, or to code that is not seen",
          assumption: "anything that is not followed may use it", site: site(escape.site),
          symbol: index.name(escape.target)))
      graph.add(.escape, escape.target, from: id, at: site(escape.site), entry: entry)
    }
    for use in body.uses {
      graph.add(.use, use.variable, from: id, at: site(use.site))
      read(use, by: id)
    }
    for call in body.indirectCalls {
      graph.add(.call, calls[Int(call.shape)], from: id, at: site(call.site))
    }
    if let place = body.handsOverMemory {
      let entry = graph.addEntry(
        Assumption(
          hazard: "memory handed to code that is not seen", assumption: "it calls what it finds",
          site: site(place), symbol: index.name(id)))
      graph.add(.call, foreign, from: id, at: site(place), entry: entry)
    }
  }

  /// Adds that `id` reads what `use` says.
  private mutating func read(_ use: Facts.Use, by id: Symbol.ID) {
    guard let nodes = reads[use.variable] else { return }
    if use.access == .all, let all = whole[use.variable] {
      return graph.add(.use, all, from: id, at: site(use.site))
    }
    for (position, slot) in facts.slots[Int(use.variable)].enumerated()
    where use.access.reads(slot.offset) {
      graph.add(.use, nodes[position], from: id, at: site(use.site))
    }
  }

  /// Adds what slots lead to, and that addresses and calls come together.
  private mutating func connect() {
    for (id, nodes) in reads.sorted(by: { $0.key < $1.key }) {
      for (position, slot) in facts.slots[Int(id)].enumerated()
      where engine.isRead[Int(id)][position] {
        graph.add(.use, nodes[position], from: whole[id]!)
        let isFunction = facts.shapeOfFunction[Int(slot.target)] >= 0
        graph.add(
          .slot, isFunction ? address(of: slot.target) : slot.target, from: id,
          with: nodes[position], offset: slot.offset)
        // Whoever read the pointer can read what it points to.
        if let all = whole[slot.target] { graph.add(.use, all, from: nodes[position]) }
      }
    }
    var reaching: [Int32: ReasonGraph.Node] = [:]
    for (function, address) in addresses.sorted(by: { $0.key < $1.key })
    where engine.isLive[Int(function)] {
      let shape = facts.shapeOfFunction[Int(function)]
      if reaching[shape] == nil {
        let node = graph.addHelper()
        reaching[shape] = node
        graph.add(.call, node, from: foreign)
        for (number, other) in facts.shapes.enumerated()
        where other.reaches(facts.shapes[Int(shape)]) {
          graph.add(.call, node, from: calls[number])
        }
      }
      graph.add(.address, function, from: address, with: reaching[shape]!)
    }
  }
}

extension Facts.Access {

  /// `true` iff the access can read the slot at `offset`.
  func reads(_ offset: Int) -> Bool {
    switch self {
    case .none: return false
    case .all: return true
    case .bytes(let start, let size): return offset < start + size && start < offset + 8
    case .strided(let start, let size, let stride):
      let distance = (offset - start) % max(stride, 1)
      let first = distance < 0 ? distance + stride : distance
      return stride == 0 || first < size || first + 8 > stride
    }
  }
}
