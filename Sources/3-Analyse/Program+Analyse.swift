import Engine
import LLVM
import Model
package import WholeProgram

/// The analyse stage. The engine behind `analyse()` is `Reachability` over the facts that
/// `FactReader` reads; another engine may take its place as long as it yields an `Analysis`.
extension Program {

  /// Returns what can run and what can be read, in as much detail as `detail` says.
  package func analyse(_ detail: Detail = []) -> Analysis {
    let index = SymbolIndex(of: module)
    let reader = FactReader(self, index, trustedNatives: trustedNatives)
    var facts = reader.facts
    facts.roots = rootIDs(index)
    facts.foreignCodeCalls = machineCodeReadsVariables
    return makeAnalysis(Reachability(facts), index, detail)
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
  private func makeAnalysis(
    _ engine: Reachability, _ index: SymbolIndex, _ detail: Detail
  ) -> Analysis {
    let facts = engine.facts
    var unread: [Symbol.ID: Set<Int>] = [:]
    for (id, slots) in facts.slots.enumerated() where engine.isLive[id] {
      let offsets = slots.indices.filter { !engine.isRead[id][$0] }.map { slots[$0].offset }
      if !offsets.isEmpty { unread[Symbol.ID(id)] = Set(offsets) }
    }
    return Analysis(
      index: index, isLive: engine.isLive, unreadSlots: unread,
      reasons: detail.contains(.reasons)
        ? ReachabilityReasons(engine, index, roots).graph
        : ReasonGraph(names: (0..<Symbol.ID(index.count)).map { index.name($0) }),
      indirectCalls: detail.contains(.indirectCalls) ? indirectCalls(engine, index) : [])
  }

  /// Returns the indirect calls in functions that `engine` found live.
  private func indirectCalls(_ engine: Reachability, _ index: SymbolIndex) -> [IndirectCall] {
    let facts = engine.facts
    let prototypes = Prototypes(of: index, in: context)
    let takenShapes = facts.shapeOfFunction.indices.filter { engine.isTaken[$0] }
      .map { facts.shapes[Int(facts.shapeOfFunction[$0])] }
    var result: [IndirectCall] = []
    for id in 0..<Symbol.ID(index.count) where engine.isLive[Int(id)] {
      for block in index.function(id)?.blocks.map({ $0 }) ?? [] {
        for call in block.instructions
        where call.isCall && call.callee.asFunction == nil && call.callee.kind != .inlineAssembly {
          let shape = CallShape(of: call.arguments.map(\.type))
          result.append(
            IndirectCall(
              function: index.name(id), site: call.place,
              bySignature: prototypes.targetCount(of: call),
              byAnalysis: takenShapes.count { shape.reaches($0) }))
        }
      }
    }
    return result
  }
}
