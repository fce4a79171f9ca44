import Model

/// What the entries of the ledger cost: the bytes of the symbols that would go without them.
///
/// What it computes: for each node the entries that every derivation of it needs, which are its
/// dominators in a graph whose reasons have up to two premises: the greatest solution of "needed by a
/// node is what all of its reasons need; needed by a reason is what one of its premises needs, and its
/// own entry", found by descending from what the best chains need. Why that is sound: a derivation
/// without an entry takes that entry from all that it derives, in the order of its steps; an entry
/// that no derivation is without stays. What it cannot see: what two entries keep together. Cost: the
/// sets are as long as chains of assumptions, which are few; in practice some passes over the reasons.
extension ReasonGraph {

  /// The bytes of the symbols that would go without each entry of the ledger, and without all of one
  /// hazard, where `sizes` are the bytes of symbols.
  package func prices(
    _ sizes: [String: Int]
  ) -> (entries: [Int], hazards: [String: Int]) {
    let bytes = (0..<Node(count)).map { name(of: $0).flatMap { sizes[$0] } ?? 0 }
    let best = bestReasons()
    let users = reasonsByPremise()
    var prices = [Int](repeating: 0, count: entries.count)
    for (node, needed) in neededEntries(best, users).enumerated() where bytes[node] > 0 {
      for entry in needed { prices[Int(entry)] += bytes[node] }
    }
    let all = best.indices.reduce(0) { best[$1] < 0 ? $0 : $0 + bytes[$1] }
    var hazards: [String: Int] = [:]
    for hazard in Set(entries.map(\.hazard)) {
      hazards[hazard] = all - kept(bytes, users) { entries[Int($0)].hazard != hazard }
    }
    return (prices, hazards)
  }

  /// The sum of the `bytes` of what stays with those entries only that `isAllowed` accepts, where `users`
  /// are the reasons by premise.
  private func kept(
    _ bytes: [Int], _ users: (first: [Int32], reasons: [Int32]), _ isAllowed: (Int32) -> Bool
  ) -> Int {
    let (first, byPremise) = users
    var sum = 0
    var isKept = [Bool](repeating: false, count: count)
    var missing = missingPremises
    var pending: [Int32] = []
    for (number, count) in missing.enumerated() where count == 0 { pending.append(Int32(number)) }
    while let number = pending.popLast() {
      let reason = reasons[Int(number)]
      let node = Int(reason.target)
      guard !isKept[node], reason.entry < 0 || isAllowed(reason.entry) else { continue }
      isKept[node] = true
      sum += bytes[node]
      for index in first[node]..<first[node + 1] {
        missing[Int(byPremise[Int(index)])] -= 1
        if missing[Int(byPremise[Int(index)])] == 0 { pending.append(byPremise[Int(index)]) }
      }
    }
    return sum
  }

  /// For each node, the entries without which it would go, where `best` are the best reasons and `users`
  /// the reasons by premise.
  private func neededEntries(
    _ best: [Int32], _ users: (first: [Int32], reasons: [Int32])
  ) -> [[Int32]] {
    let (first, byTarget) = reasonsByTarget()
    let (firstUse, byPremise) = users
    var needed = [[Int32]](repeating: [], count: count)
    let order = nodesInOrder(of: best)
    for node in order { needed[node] = needs(of: reasons[Int(best[node])], needed) }
    var isPending = best.map { $0 >= 0 }
    var pending = order
    while !pending.isEmpty {
      var next: [Int] = []
      for node in pending {
        isPending[node] = false
        var left = needed[node]
        for index in first[node]..<first[node + 1] where !left.isEmpty {
          let reason = reasons[Int(byTarget[Int(index)])]
          guard holds(reason.from, best), holds(reason.with, best) else { continue }
          left.removeAll { !isNeeded($0, by: reason, needed) }
        }
        if left.count == needed[node].count { continue }
        needed[node] = left
        for index in firstUse[node]..<firstUse[node + 1] {
          let user = Int(reasons[Int(byPremise[Int(index)])].target)
          if best[user] < 0 || isPending[user] { continue }
          isPending[user] = true
          next.append(user)
        }
      }
      pending = next
    }
    return needed
  }

  /// `true` iff there is no such premise as `node`, or something keeps it.
  private func holds(_ node: Node, _ best: [Int32]) -> Bool {
    node < 0 || best[Int(node)] >= 0
  }

  /// `true` iff `reason` would not hold without `entry`, where `needed` is what nodes need.
  private func isNeeded(_ entry: Int32, by reason: Reason, _ needed: [[Int32]]) -> Bool {
    reason.entry == entry || reason.from >= 0 && needed[Int(reason.from)].contains(entry)
      || reason.with >= 0 && needed[Int(reason.with)].contains(entry)
  }

  /// All the entries without which `reason` would not hold, where `needed` is what nodes need.
  private func needs(of reason: Reason, _ needed: [[Int32]]) -> [Int32] {
    var result = reason.from < 0 ? [] : needed[Int(reason.from)]
    if reason.with >= 0 {
      result += needed[Int(reason.with)].filter { !result.contains($0) }
    }
    if reason.entry >= 0, !result.contains(reason.entry) { result.append(reason.entry) }
    return result
  }

  /// The nodes that something keeps, each after the premises of its best reason.
  private func nodesInOrder(of best: [Int32]) -> [Int] {
    var result: [Int] = []
    var isDone = [Bool](repeating: false, count: count)
    for start in 0..<count where best[start] >= 0 {
      var pending = [start]
      while let node = pending.last {
        let reason = reasons[Int(best[node])]
        let open = [reason.from, reason.with].filter { $0 >= 0 && !isDone[Int($0)] }
        if !isDone[node], let premise = open.first {
          pending.append(Int(premise))
          continue
        }
        pending.removeLast()
        if isDone[node] { continue }
        isDone[node] = true
        result.append(node)
      }
    }
    return result
  }
}
