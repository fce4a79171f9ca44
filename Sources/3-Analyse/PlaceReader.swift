import Engine
import LLVM
import Model
import WholeProgram

/// Says which places in the source run, how they are reached, and why others never do.
///
/// What it computes: for each block that runs, the lines in it and the branch through which a shortest
/// path from the function's start leads to it; for each that does not although its function runs,
/// the branch that never leads there, with what it compares. Why that is sound: it reads the finished
/// fixpoint. What it cannot see: code that has no place in the source. Cost: linear.
struct PlaceReader {

  /// What was read of the program.
  private let reader: CodeReader
  /// The fixpoint.
  private let solver: Solver
  /// The symbols.
  private let index: SymbolIndex
  /// The instruction that computes each node, or -1.
  private let definitions: [Code.StepID]
  /// `true` iff only what does not run is wanted.
  private let onlyDead: Bool

  /// Reads what `solver` found for `reader`'s code.
  init(_ reader: CodeReader, _ solver: Solver, _ index: SymbolIndex, onlyDead: Bool) {
    self.onlyDead = onlyDead
    self.reader = reader
    self.solver = solver
    self.index = index
    var definitions = [Code.StepID](repeating: -1, count: reader.code.widths.count)
    for (number, step) in reader.code.steps.enumerated() where step.result >= 0 {
      definitions[Int(step.result)] = Code.StepID(number)
    }
    self.definitions = definitions
  }

  /// The places of all functions that run.
  var places: [FunctionPlaces] {
    solver.isLive.indices.compactMap { number in
      let function = reader.code.functions[number]
      guard solver.isLive[number], function.entry >= 0, solver.progress[Int(function.entry)] >= 0
      else { return nil }
      return places(of: Code.FunctionID(number))
    }
  }

  /// The places of `function`.
  func places(of function: Code.FunctionID) -> FunctionPlaces {
    let first = Int(reader.code.functions[Int(function)].entry)
    guard first >= 0 else {
      return FunctionPlaces(function: index.name(reader.symbolOfFunction[Int(function)]))
    }
    var end = first
    while end < reader.code.blocks.count, reader.code.blocks[end].function == function { end += 1 }
    return places(ofFunction: function, first..<end)
  }

  /// The places of `function`, whose blocks are `blocks`.
  private func places(
    ofFunction function: Code.FunctionID, _ blocks: Range<Int>
  ) -> FunctionPlaces {
    let entries = onlyDead ? [:] : solver.shortestEntries(of: function)
    var result = FunctionPlaces(function: index.name(reader.symbolOfFunction[Int(function)]))
    var reasons: [Int: String] = [:]
    for block in blocks where solver.progress[block] >= 0 { cut(block, &reasons) }
    for block in blocks {
      let record = reader.code.blocks[block]
      let end = solver.progress[block]
      if end >= 0 {
        let from = entries[Code.BlockID(block)].flatMap { $0 < 0 ? nil : lastSite(of: Int($0)) }
        if onlyDead, end == record.endStep { continue }
        let kept = sites(Int(record.firstStep)..<Int(end))
        if !onlyDead { result.running.append(.init(sites: kept, from: from)) }
        guard end < record.endStep else { continue }
        let lost = sites(Int(end)..<Int(record.endStep))
        let call = site(Int(end) - 1).map { " at \($0)" } ?? ""
        result.dead.append(
          .init(
            sites: lost.filter { !kept.contains($0) },
            reason: "the call before it\(call) never comes back"))
      } else {
        result.dead.append(
          .init(
            sites: sites(Int(record.firstStep)..<Int(record.endStep)),
            reason: reasons[block] ?? "nothing that runs leads there"))
      }
    }
    return result
  }

  /// Adds, for blocks that only edges which are never taken lead to from `block` on, why.
  private func cut(_ block: Int, _ reasons: inout [Int: String]) {
    let record = reader.code.blocks[block]
    guard solver.progress[block] == record.endStep else { return }
    for edge in record.firstEdge..<record.endEdge where !solver.isEdgeLive[Int(edge)] {
      var pending = [Int(reader.code.edgeTargets[Int(edge)])]
      let reason = self.reason(block, edge: edge)
      while let next = pending.popLast() {
        guard solver.progress[next] < 0, reasons[next] == nil else { continue }
        reasons[next] = reason
        let dead = reader.code.blocks[next]
        for edge in dead.firstEdge..<dead.endEdge {
          pending.append(Int(reader.code.edgeTargets[Int(edge)]))
        }
      }
    }
  }

  /// Why `edge`, out of `block`, is never taken.
  private func reason(_ block: Int, edge: Int32) -> String {
    let record = reader.code.blocks[block]
    let last = reader.code.steps[Int(record.endStep) - 1]
    let place = lastSite(of: block).map { " at \($0)" } ?? ""
    guard last.count > 0 else { return "the jump\(place) never leads there" }
    let condition = reader.code.operand(0, of: last)
    let definition = definitions[Int(condition)]
    if last.action == .branch, definition >= 0 {
      let compared = reader.code.steps[Int(definition)]
      if compared.action == .compare {
        let sides = (0..<2).map { text(reader.code.operand($0, of: compared)) }
        return "the comparison\(place) always has one outcome: \(sides[0]) against \(sides[1])"
      }
    }
    return "the \(last.action == .switch ? "switch" : "branch")\(place) never leads there: "
      + "it is on \(text(condition))"
  }

  /// What `node` may be, in words.
  private func text(_ node: Code.NodeID) -> String {
    solver.describe(node) { object in
      if object == 0 { return "anything" }
      return object <= index.count ? index.name(object - 1) : "memory"
    }
  }

  /// The place of `step`.
  private func site(_ step: Int) -> Site? {
    reader.instructionOfStep[step]?.place.flatMap { $0.line == 0 ? nil : $0 }
  }

  /// The place of the last instruction of `block`, as far as it runs, that has one.
  private func lastSite(of block: Int) -> Site? {
    let record = reader.code.blocks[block]
    let end = max(solver.progress[block], record.firstStep + 1)
    return (Int(record.firstStep)..<Int(end)).reversed().lazy.compactMap { site($0) }.first
  }

  /// The places of `steps`, each once, in order.
  private func sites(_ steps: Range<Int>) -> [Site] {
    var result: [Site] = []
    for step in steps {
      guard let site = site(step), !result.contains(site) else { continue }
      result.append(site)
    }
    return result
  }
}
