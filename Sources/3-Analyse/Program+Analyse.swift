import Engine
import LLVM
import Model
package import WholeProgram

/// The analyse stage. The engine behind `analyse()` is `Reachability` over the facts that
/// `FactReader` reads; another engine may take its place as long as it yields an `Analysis`.
extension Program {

  /// Returns what can run and what can be read.
  package func analyse() -> Analysis {
    let index = SymbolIndex(of: module)
    let reader = FactReader(self, index, trustedNatives: trustedNatives)
    var facts = reader.facts
    facts.roots = rootIDs(index)
    facts.foreignCodeCalls = machineCodeReadsVariables
    return makeAnalysis(Reachability(facts), index)
  }

  /// The functions of machine code that call nothing back but what they are given.
  var trustedNatives: Set<String> {
    guard trustsDeclarations, natives.allSatisfy({ $0.origin.component != Origin.application })
    else { return [] }
    return Set(module.functions.filter(\.isDeclaration).map(\.name))
  }

  /// `true` iff the assembly `text` in `function` can lead to a function of the program: by a call, or,
  /// where it is not the library OS's, by a return to an address that it put on a stack.
  func mayTransferControl(_ text: String, of function: Function) -> Bool {
    if text.contains("call") || text.contains("jmp") { return true }
    return text.contains("ret") && origin(of: function).component == Origin.application
  }

  /// Returns the ids of the roots: those by name, and what must stay by its nature.
  func rootIDs(_ index: SymbolIndex) -> [Symbol.ID] {
    let names = Set(roots.map(\.symbol))
    let sections = boundedSections
    return (0..<Symbol.ID(index.count)).filter { id in
      if names.contains(index.name(id)) { return true }
      guard let variable = index.variable(id) else { return false }
      return variable.linkage == .appending
        || sections.contains(variable.section) && !variable.isDeclaration
    }
  }

  /// The sections whose bounds the program refers to (`__start_X`, `__stop_X`).
  private var boundedSections: Set<String> {
    let names = module.variables.filter(\.isDeclaration).map(\.name)
    return Set(
      names.compactMap { name in
        ["__start_", "__stop_"].first { name.hasPrefix($0) }.map {
          String(name.dropFirst($0.count))
        }
      })
  }

  /// Returns the result of `engine` in terms of names.
  private func makeAnalysis(_ engine: Reachability, _ index: SymbolIndex) -> Analysis {
    let facts = engine.facts
    var unread: [Symbol.ID: Set<Int>] = [:]
    for (id, slots) in facts.slots.enumerated() where engine.isLive[id] {
      let offsets = slots.indices.filter { !engine.isRead[id][$0] }.map { slots[$0].offset }
      if !offsets.isEmpty { unread[Symbol.ID(id)] = Set(offsets) }
    }
    var explanations: [String: Explanation] = [:]
    for (id, cause) in engine.causes {
      explanations[index.name(id)] = explain(cause, facts, index)
    }
    return Analysis(
      index: index, isLive: engine.isLive, unreadSlots: unread, explanations: explanations,
      indirectCalls: IndirectCallStatistics(targets: targetCounts(engine)))
  }

  /// Returns `cause` in terms of names.
  private func explain(
    _ cause: Reachability.Cause, _ facts: Facts, _ index: SymbolIndex
  ) -> Explanation {
    /// Returns the place with the number `number`.
    func site(_ number: Int32) -> Site? { number < 0 ? nil : facts.sites[Int(number)] }
    /// Returns the name of `id`.
    func name(_ id: Symbol.ID) -> String? { id < 0 ? nil : index.name(id) }
    let step: Explanation.Step =
      switch cause.kind {
      case .root: .root
      case .call: .call
      case .address: .address
      case .use: .use
      case .slot: .slot
      case .escape: .escape
      }
    return Explanation(
      step: step, from: name(cause.from), site: site(cause.site), with: name(cause.caller),
      withSite: site(cause.callSite))
  }

  /// Returns the number of targets of each live indirect call, in rising order.
  private func targetCounts(_ engine: Reachability) -> [Int] {
    let facts = engine.facts
    let takenShapes = facts.shapeOfFunction.indices.filter { engine.isTaken[$0] }
      .map { facts.shapes[Int(facts.shapeOfFunction[$0])] }
    return engine.liveCalls.flatMap { shape, count in
      let targets = takenShapes.count { facts.shapes[Int(shape)].reaches($0) }
      return Array(repeating: targets, count: count)
    }.sorted()
  }
}
