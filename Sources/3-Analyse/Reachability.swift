import Engine
import Model

/// What can ever run, and what can ever be read.
///
/// What it computes: the least sets with
///   * a root is live; what a live function calls by name is live;
///   * a function whose address is taken is live once a call of a shape that reaches it is live
///     (address-taken functions × indirect calls, in the manner of Rapid Type Analysis, Bacon 1996);
///   * an address is taken by an instruction of a live function, or by a slot of a variable that can
///     be read;
///   * a slot can be read once a live function can read its bytes, or once the variable's address
///     goes where it cannot be followed.
/// Why that is sound: each rule adds whenever the program could, and the program is closed; both
/// halves of a conjunction are kept until the other comes. What it cannot see: which function a
/// pointer holds at which call (every taken address may arrive at every call that it fits).
/// Cost: each symbol, slot and shape is visited once per state; near-linear.
struct Reachability {

  /// Why a symbol became live or used: the direct reason, and the other half of a conjunction.
  struct Cause: Sendable {
    /// What kind of edge it was.
    enum Kind: Sendable { case root, call, address, use, slot, escape }
    /// The kind of the edge.
    let kind: Kind
    /// The symbol that refers to this one; negative for roots.
    let from: Symbol.ID
    /// Where, as an index into `Facts.sites`.
    let site: Int32
    /// For an indirect call, the function that makes it, and where.
    let caller: Symbol.ID
    /// The place of the indirect call.
    let callSite: Int32
  }

  /// The facts.
  let facts: Facts
  /// `true` for each function that can run, and each variable that is used.
  private(set) var isLive: [Bool]
  /// Why each live symbol is live.
  private(set) var causes: [Symbol.ID: Cause] = [:]
  /// `true` for each function whose address is taken.
  private(set) var isTaken: [Bool]
  /// `true` for each slot that can be read, by variable.
  private(set) var isRead: [[Bool]]
  /// The number of indirect calls in live functions, by shape.
  private(set) var liveCalls: [Int32: Int] = [:]

  /// The first indirect call of each shape that is live.
  private var firstCall: [Int32: (caller: Symbol.ID, site: Int32)] = [:]
  /// Functions whose address is taken and that no live call reaches yet, with the reason.
  private var waiting: [Int32: [(function: Symbol.ID, cause: Cause)]] = [:]
  /// Symbols that became live and were not looked at yet.
  private var pending: [Symbol.ID] = []
  /// The place that hands memory to foreign code, once there is a live one.
  private var foreign: (caller: Symbol.ID, site: Int32)?
  /// `true` for each variable all of whose slots can be read.
  private var isReadInFull: [Bool]

  /// The fixpoint for `facts`.
  init(_ facts: Facts) {
    self.facts = facts
    isLive = Array(repeating: false, count: facts.bodies.count)
    isTaken = isLive
    isReadInFull = isLive
    isRead = facts.slots.map { Array(repeating: false, count: $0.count) }
    if facts.foreignCodeCalls { foreign = (-1, -1) }
    for root in facts.roots {
      revive(root, Cause(kind: .root, from: -1, site: -1, caller: -1, callSite: -1))
      readAll(of: root, -1, -1)
    }
    while let symbol = pending.popLast() { visit(symbol) }
  }

  /// Makes `symbol` live because of `cause`.
  private mutating func revive(_ symbol: Symbol.ID, _ cause: Cause) {
    guard !isLive[Int(symbol)] else { return }
    isLive[Int(symbol)] = true
    causes[symbol] = cause
    pending.append(symbol)
  }

  /// Draws the consequences of `symbol` being live.
  private mutating func visit(_ symbol: Symbol.ID) {
    let body = facts.bodies[Int(symbol)]
    for call in body.calls {
      revive(call.target, edge(.call, symbol, call.site))
    }
    for address in body.addresses {
      take(address.target, edge(.address, symbol, address.site))
    }
    for escape in body.escapes {
      revive(escape.target, edge(.escape, symbol, escape.site))
    }
    for use in body.uses {
      revive(use.variable, edge(.use, symbol, use.site))
      read(use.variable, use.access, symbol, use.site)
    }
    for call in body.indirectCalls { makeCall(call, in: symbol) }
    if let site = body.handsOverMemory, foreign == nil {
      foreign = (symbol, site)
      for (_, functions) in waiting {
        for (function, cause) in functions { reviveTaken(function, cause, symbol, site) }
      }
      waiting = [:]
    }
  }

  /// An unconditional edge.
  private func edge(_ kind: Cause.Kind, _ from: Symbol.ID, _ site: Int32) -> Cause {
    Cause(kind: kind, from: from, site: site, caller: -1, callSite: -1)
  }

  /// Records that the address of `function` is taken because of `cause`.
  private mutating func take(_ function: Symbol.ID, _ cause: Cause) {
    guard facts.shapeOfFunction[Int(function)] >= 0 else { return }
    guard !isTaken[Int(function)] else { return }
    isTaken[Int(function)] = true
    let shape = facts.shapes[Int(facts.shapeOfFunction[Int(function)])]
    if let foreign { return reviveTaken(function, cause, foreign.caller, foreign.site) }
    let reaching = firstCall.filter { facts.shapes[Int($0.key)].reaches(shape) }
    if let (_, call) = reaching.min(by: { $0.key < $1.key }) {
      reviveTaken(function, cause, call.caller, call.site)
    } else {
      waiting[facts.shapeOfFunction[Int(function)], default: []].append((function, cause))
    }
  }

  /// Makes `function` live, whose address is taken because of `cause` and which a call at `site` of
  /// `caller` reaches.
  private mutating func reviveTaken(
    _ function: Symbol.ID, _ cause: Cause, _ caller: Symbol.ID, _ site: Int32
  ) {
    revive(
      function,
      Cause(kind: cause.kind, from: cause.from, site: cause.site, caller: caller, callSite: site))
  }

  /// Records the indirect call `call` of `caller`.
  private mutating func makeCall(_ call: Facts.IndirectCall, in caller: Symbol.ID) {
    liveCalls[call.shape, default: 0] += 1
    guard firstCall[call.shape] == nil else { return }
    firstCall[call.shape] = (caller, call.site)
    let shape = facts.shapes[Int(call.shape)]
    for (key, functions) in waiting where shape.reaches(facts.shapes[Int(key)]) {
      waiting[key] = nil
      for (function, cause) in functions { reviveTaken(function, cause, caller, call.site) }
    }
  }

  /// Records that the bytes `access` of `variable` can be read.
  private mutating func read(
    _ variable: Symbol.ID, _ access: Facts.Access, _ reader: Symbol.ID, _ site: Int32
  ) {
    if access == .all { return readAll(of: variable, reader, site) }
    for (position, slot) in facts.slots[Int(variable)].enumerated()
    where access.reads(slot.offset) {
      readSlot(position, of: variable, reader, site)
    }
  }

  /// Records that every slot of `variable` can be read.
  private mutating func readAll(of variable: Symbol.ID, _ reader: Symbol.ID, _ site: Int32) {
    guard !isReadInFull[Int(variable)] else { return }
    isReadInFull[Int(variable)] = true
    for position in facts.slots[Int(variable)].indices {
      readSlot(position, of: variable, reader, site)
    }
  }

  /// Records that slot `position` of `variable` can be read.
  private mutating func readSlot(
    _ position: Int, of variable: Symbol.ID, _ reader: Symbol.ID, _ site: Int32
  ) {
    guard !isRead[Int(variable)][position] else { return }
    isRead[Int(variable)][position] = true
    let target = facts.slots[Int(variable)][position].target
    let cause = Cause(kind: .slot, from: variable, site: -1, caller: reader, callSite: site)
    if facts.shapeOfFunction[Int(target)] >= 0 {
      take(target, cause)
    } else {
      revive(target, cause)
      // Whoever read the pointer can read what it points to.
      readAll(of: target, reader, site)
    }
  }
}
