import HeapModule
package import Model

/// Everything that keeps something: who refers to whom, and what else that takes.
///
/// What it computes: for each symbol the best chain from a root, and what would go without an entry
/// of the ledger. A reason has up to two premises, both of which must hold (a pointer stands in a
/// table, *and* something reads it there); helper nodes stand for premises that are no symbols. The
/// chains are Knuth's generalisation of Dijkstra's algorithm ("A generalization of Dijkstra's
/// algorithm", 1977): the fewest reasons with two premises, or out of assumptions, first, then the
/// fewest steps. Why that is sound: it explains and prices, and decides nothing. What it cannot see:
/// who depends on whom in other ways than by reference, such as a branch that only runs because of a
/// value. Cost: near-linear in reasons.
package struct ReasonGraph: Sendable {

  /// The number of a symbol, or of a helper.
  package typealias Node = Int32

  /// One way in which a node comes to stay.
  struct Reason: Sendable {
    /// What stays.
    let target: Node
    /// The kind of the step.
    let step: Explanation.Step
    /// The first premise; negative if there is none.
    let from: Node
    /// The second premise; negative if there is none.
    let with: Node
    /// Where the reason stands, as an index into `sites`; negative if that is not known.
    let site: Int32
    /// The offset of the slot in `from`; negative if it is about none.
    let offset: Int32
    /// The entry of the ledger without which the reason would not hold; negative if there is none.
    let entry: Int32
  }

  /// The names of the symbols, which are the first nodes.
  package private(set) var names: [String]
  /// The number of nodes.
  private(set) var count: Int
  /// The reasons.
  private(set) var reasons: [Reason] = []
  /// The places.
  private(set) var sites: [Site] = []
  /// The index of each place.
  private var siteNumbers: [Site: Int32] = [:]
  /// The entries of the ledger.
  package private(set) var entries: [Assumption] = []

  /// A graph of the symbols `names`, without reasons.
  package init(names: [String] = []) {
    self.names = names
    count = names.count
  }

  /// `true` iff there is no reason in it.
  package var isEmpty: Bool { reasons.isEmpty }

  /// The symbols that helpers are about.
  private var subjects: [Node: String] = [:]

  /// Makes a helper, about the symbol `subject` if that is told.
  package mutating func addHelper(about subject: Node = -1) -> Node {
    count += 1
    if subject >= 0 { subjects[Node(count - 1)] = names[Int(subject)] }
    return Node(count - 1)
  }

  /// Adds `entry` to the ledger.
  package mutating func addEntry(_ entry: Assumption) -> Int32 {
    entries.append(entry)
    return Int32(entries.count - 1)
  }

  /// Adds that `target` stays if the premises `from` and `with` hold.
  package mutating func add(
    _ step: Explanation.Step, _ target: Node, from: Node = -1, at site: Site? = nil,
    with: Node = -1, offset: Int = -1, entry: Int32 = -1
  ) {
    reasons.append(
      Reason(
        target: target, step: step, from: from, with: with, site: number(of: site),
        offset: Int32(clamping: offset), entry: entry))
  }

  /// The index of `site`.
  private mutating func number(of site: Site?) -> Int32 {
    guard let site else { return -1 }
    if let known = siteNumbers[site] { return known }
    siteNumbers[site] = Int32(sites.count)
    sites.append(site)
    return Int32(sites.count - 1)
  }

  /// Adds those reasons of `other` that lead to symbols which this graph cannot explain; the ledger
  /// stays this graph's.
  package mutating func complete(with other: ReasonGraph) {
    let best = bestReasons()
    var ids: [String: Node] = [:]
    for (node, name) in names.enumerated() { ids[name] = Node(node) }
    var nodes = [Node](repeating: -1, count: other.count)
    var pending: [Node] = []
    for node in 0..<Node(other.count) {
      guard let name = other.name(of: node) else { continue }
      nodes[Int(node)] = ids[name] ?? addHelper()
      if ids[name] == nil { lateNames[nodes[Int(node)]] = name }
      if ids[name].map({ best[Int($0)] < 0 }) ?? true {
        pending.append(node)
      }
    }
    let (start, byTarget) = other.reasonsByTarget()
    while let node = pending.popLast() {
      for index in start[Int(node)]..<start[Int(node) + 1] {
        let reason = other.reasons[Int(byTarget[Int(index)])]
        for premise in [reason.from, reason.with]
        where premise >= 0 && nodes[Int(premise)] < 0 {
          nodes[Int(premise)] = addHelper()
          subjects[nodes[Int(premise)]] = other.subjects[premise]
          pending.append(premise)
        }
        add(
          reason.step, nodes[Int(node)], from: reason.from < 0 ? -1 : nodes[Int(reason.from)],
          at: reason.site < 0 ? nil : other.sites[Int(reason.site)],
          with: reason.with < 0 ? -1 : nodes[Int(reason.with)], offset: Int(reason.offset))
      }
    }
  }

  /// The names of symbols that another graph brought in.
  private var lateNames: [Node: String] = [:]

  /// The name of `node`; `nil` for helpers.
  func name(of node: Node) -> String? {
    node < 0 ? nil : node < names.count ? names[Int(node)] : lateNames[node]
  }

  /// For each node, the reasons that have it as a premise: those of node n from `first[n]` on.
  func reasonsByPremise() -> (first: [Int32], reasons: [Int32]) {
    var first = [Int32](repeating: 0, count: count + 1)
    for reason in reasons {
      if reason.from >= 0 { first[Int(reason.from) + 1] += 1 }
      if reason.with >= 0, reason.with != reason.from { first[Int(reason.with) + 1] += 1 }
    }
    for index in 1..<first.count { first[index] += first[index - 1] }
    var next = first
    var result = [Int32](repeating: 0, count: Int(first[count]))
    for (number, reason) in reasons.enumerated() {
      for premise in Set([reason.from, reason.with]) where premise >= 0 {
        result[Int(next[Int(premise)])] = Int32(number)
        next[Int(premise)] += 1
      }
    }
    return (first, result)
  }

  /// The number of different premises of each reason.
  var missingPremises: [Int8] {
    reasons.map { reason in
      Int8(reason.from >= 0 ? 1 : 0) + (reason.with >= 0 && reason.with != reason.from ? 1 : 0)
    }
  }
}

// MARK: Chains

extension ReasonGraph {

  /// A node with the length of the best chain to it.
  private struct Arrival: Comparable {
    /// The length.
    let cost: Int
    /// The reason, which breaks ties so that equal inputs give equal chains.
    let reason: Int32

    /// `true` iff `left` comes first.
    static func < (left: Arrival, right: Arrival) -> Bool {
      (left.cost, left.reason) < (right.cost, right.reason)
    }
  }

  /// The price of a reason with two premises, in steps: no chain has so many.
  private static let conjunction = 1 << 32

  /// Returns the last reason of the best chain to each node; negative if nothing keeps it.
  func bestReasons() -> [Int32] {
    let (first, byPremise) = reasonsByPremise()
    var best = [Int32](repeating: -1, count: count)
    var costs = [Int](repeating: 0, count: count)
    var missing = missingPremises
    var heap = Heap<Arrival>()
    for (number, count) in missing.enumerated() where count == 0 {
      heap.insert(Arrival(cost: 0, reason: Int32(number)))
    }
    while let arrival = heap.popMin() {
      let node = Int(reasons[Int(arrival.reason)].target)
      guard best[node] < 0 else { continue }
      best[node] = arrival.reason
      costs[node] = arrival.cost
      for index in first[node]..<first[node + 1] {
        let number = Int(byPremise[Int(index)])
        missing[number] -= 1
        guard missing[number] == 0 else { continue }
        let reason = reasons[number]
        var cost = max(
          reason.from < 0 ? 0 : costs[Int(reason.from)],
          reason.with < 0 ? 0 : costs[Int(reason.with)])
        if Int(reason.target) < names.count { cost += 1 }
        if reason.with >= 0 { cost += Self.conjunction }
        // What is seen is preferred to what is assumed.
        if reason.entry >= 0 { cost += Self.conjunction }
        heap.insert(Arrival(cost: cost, reason: Int32(number)))
      }
    }
    return best
  }

  /// Why each symbol stays that does: the last step of the best chain to it.
  package var explanations: [String: Explanation] {
    let best = bestReasons()
    var result: [String: Explanation] = [:]
    for node in 0..<Node(count) where best[Int(node)] >= 0 {
      guard let name = name(of: node) else { continue }
      result[name] = explain(reasons[Int(best[Int(node)])], best)
    }
    return result
  }

  /// `reason` in terms of names, where `best` leads from helpers to symbols.
  private func explain(_ reason: Reason, _ best: [Int32]) -> Explanation {
    var main = reason
    var caller: Reason?
    if main.from >= 0, name(of: main.from) == nil, best[Int(main.from)] >= 0 {
      // The helper stands for how the address came to where it is called.
      caller = half(main.with, best)
      main = reasons[Int(best[Int(main.from)])]
    }
    var second = half(main.with, best)
    if second == nil { swap(&second, &caller) }
    return Explanation(
      step: main.step, from: name(of: main.from), site: site(main),
      with: second.flatMap { name(of: $0.from) }, withSite: second.flatMap { site($0) },
      offset: main.offset < 0 ? nil : Int(main.offset),
      caller: caller.flatMap { name(of: $0.from) }, callSite: caller.flatMap { site($0) },
      withStep: second?.step)
  }

  /// The reason behind the helper `node`; `nil` if there is none.
  private func half(_ node: Node, _ best: [Int32]) -> Reason? {
    var node = node
    var result: Reason?
    while node >= 0, name(of: node) == nil, best[Int(node)] >= 0 {
      result = reasons[Int(best[Int(node)])]
      node = result!.from
    }
    return result
  }

  /// Where `reason` stands.
  private func site(_ reason: Reason) -> Site? {
    reason.site < 0 ? nil : sites[Int(reason.site)]
  }
}

/// A pointer in a table that something reads.
package struct ReadSlot: Hashable, Sendable {

  /// The variable that holds it.
  package let variable: String
  /// Where in the variable it stands, in bytes.
  package let offset: Int
  /// What it points to.
  package let target: String
  /// The functions that read it, with the place.
  package let readers: [SystemCallUse.Place]

  /// A slot with the given parts.
  package init(variable: String, offset: Int, target: String, readers: [SystemCallUse.Place]) {
    self.variable = variable
    self.offset = offset
    self.target = target
    self.readers = readers
  }
}

extension ReasonGraph {

  /// The slots that something reads, in the order of variables and offsets.
  package var readSlots: [ReadSlot] {
    let best = bestReasons()
    let (start, byTarget) = reasonsByTarget()
    var readersOfSlot: [SlotKey: [SystemCallUse.Place]] = [:]
    for reason in reasons where reason.step == .slot && reason.with >= 0 {
      guard let variable = name(of: reason.from),
        let target = name(of: reason.target) ?? subjects[reason.target],
        best[Int(reason.from)] >= 0, best[Int(reason.with)] >= 0
      else { continue }
      var readers: [SystemCallUse.Place] = []
      for index in start[Int(reason.with)]..<start[Int(reason.with) + 1] {
        var way = reasons[Int(byTarget[Int(index)])]
        guard way.from < 0 || best[Int(way.from)] >= 0 else { continue }
        while way.from >= 0, name(of: way.from) == nil, best[Int(way.from)] >= 0 {
          way = reasons[Int(best[Int(way.from)])]
        }
        guard let symbol = name(of: way.from), symbol != variable else { continue }
        let place = SystemCallUse.Place(symbol: symbol, site: site(way))
        if !readers.contains(place) { readers.append(place) }
      }
      let key = SlotKey(variable: variable, offset: max(0, Int(reason.offset)), target: target)
      let known = readersOfSlot[key] ?? []
      readersOfSlot[key] = known + readers.filter { !known.contains($0) }
    }
    return readersOfSlot.map { key, readers in
      ReadSlot(variable: key.variable, offset: key.offset, target: key.target, readers: readers)
    }.sorted { ($0.variable, $0.offset, $0.target) < ($1.variable, $1.offset, $1.target) }
  }

  /// What a slot is known by.
  private struct SlotKey: Hashable {
    /// The variable that holds it.
    let variable: String
    /// Where it stands, in bytes.
    let offset: Int
    /// What it points to.
    let target: String
  }

  /// For each node, the reasons that have it as their target: those of node n from `first[n]` on.
  func reasonsByTarget() -> (first: [Int32], reasons: [Int32]) {
    var first = [Int32](repeating: 0, count: count + 1)
    for reason in reasons { first[Int(reason.target) + 1] += 1 }
    for index in 1..<first.count { first[index] += first[index - 1] }
    var next = first
    var result = [Int32](repeating: 0, count: reasons.count)
    for (number, reason) in reasons.enumerated() {
      result[Int(next[Int(reason.target)])] = Int32(number)
      next[Int(reason.target)] += 1
    }
    return (first, result)
  }
}
