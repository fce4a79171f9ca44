import Engine
import LLVM
import Model
import WholeProgram

/// Says in terms of the module what the engine found in its arrays.
struct FindingsReader {

  /// The program.
  private let program: Program
  /// What was read of it.
  private let reader: CodeReader
  /// The fixpoint.
  private let solver: Solver
  /// The symbols.
  private let index: SymbolIndex

  /// A reader of what `solver` found for `reader`'s code.
  init(_ program: Program, _ reader: CodeReader, _ solver: Solver, _ index: SymbolIndex) {
    self.program = program
    self.reader = reader
    self.solver = solver
    self.index = index
  }

  /// All of it, in as much detail as `detail` says.
  func analysis(_ detail: Detail) -> Analysis {
    var findings = Findings()
    findings.instructionCount = reader.code.steps.count
    findConstants(&findings)
    findDeadCode(&findings)
    findCallTargets(&findings)
    findDeadStores(&findings)
    findReadParts(&findings)
    let reasons = BeliefReasons(reader, solver, index)
    findings.reason = { reasons.reason(for: $0) }
    let explains = detail.contains(.reasons)
    return Analysis(
      index: index, isLive: liveness, unreadSlots: unreadSlots,
      reasons: explains
        ? ReasonReader(program, reader, solver, index).graph
        : ReasonGraph(names: (0..<Symbol.ID(index.count)).map { index.name($0) }),
      indirectCalls: detail.contains(.indirectCalls) ? indirectCalls : [], findings: findings,
      places: explains || detail.contains(.deadPlaces)
        ? PlaceReader(reader, solver, index, onlyDead: !explains).places : [])
  }

  /// `true` for each symbol that is live.
  private var liveness: [Bool] {
    (0..<Symbol.ID(index.count)).map { id in
      let function = reader.functionOfSymbol[Int(id)]
      if function >= 0 { return solver.isLive[Int(function)] }
      return solver.isUsed(CodeReader.object(of: id))
    }
  }

  /// The pointers that nothing reads, by variable and offset.
  private var unreadSlots: [Symbol.ID: Set<Int>] {
    var result: [Symbol.ID: Set<Int>] = [:]
    for id in 0..<Symbol.ID(index.count) where reader.functionOfSymbol[Int(id)] < 0 {
      let offsets = solver.unreadPointers(in: CodeReader.object(of: id))
      if !offsets.isEmpty { result[id] = Set(offsets.map { Int($0) }) }
    }
    return result
  }

  /// Adds the values that are always the same.
  private func findConstants(_ findings: inout Findings) {
    for (node, value) in reader.valueOfNode {
      guard let constant = solver.constant(node) else { continue }
      if let instruction = value.asInstruction, instruction.isVolatileAccess { continue }
      switch constant {
      case .integer(let number): findings.constants.append((value, .integer(number)))
      case .address(let object, let offset):
        guard object > 0, object <= index.count, let base = handle(of: object) else { continue }
        findings.constants.append((value, .address(base, offset: offset)))
      default: continue
      }
    }
  }

  /// The function or variable behind `object`.
  private func handle(of object: ObjectID) -> Value? {
    let id = object - 1
    if let function = index.function(id) { return function.value }
    guard let variable = index.variable(id), !variable.isThreadLocal else { return nil }
    return variable.value
  }

  /// Adds what never runs in functions that do.
  private func findDeadCode(_ findings: inout Findings) {
    for (number, block) in reader.code.blocks.enumerated() {
      guard solver.isLive[Int(block.function)] else { continue }
      guard let end = solver.progress(of: Code.BlockID(number)) else {
        if let first = reader.blockHandles[number].firstNonPhi {
          findings.deadStarts.append(first)
        }
        continue
      }
      if end < block.endStep {
        // The block stops at a call that never comes back.
        if let next = reader.instructionOfStep[Int(end) - 1]?.next, next.operation != .unreachable {
          findings.deadStarts.append(next)
        }
        continue
      }
      let edges = Int(block.firstEdge)..<Int(block.endEdge)
      guard edges.count > 1, let terminator = reader.blockHandles[number].terminator,
        terminator.operation == .branch || terminator.operation == .switch
      else { continue }
      for (successor, edge) in edges.enumerated() where !solver.isEdgeLive[edge] {
        findings.deadEdges.append((terminator, successor))
      }
    }
  }

  /// Adds indirect calls of which all targets are known.
  private func findCallTargets(_ findings: inout Findings) {
    for (step, functions) in solver.knownTargets {
      guard let call = reader.instructionOfStep[Int(step)], call.callee.asFunction == nil else {
        continue
      }
      let targets = functions.compactMap { index.function(reader.symbolOfFunction[Int($0)]) }
      if targets.count == functions.count { findings.callTargets.append((call, targets)) }
    }
  }

  /// Adds stores that nothing reads.
  private func findDeadStores(_ findings: inout Findings) {
    for step in solver.deadStores {
      guard let store = reader.instructionOfStep[Int(step)], store.operation == .store else {
        continue
      }
      if !store.isVolatile { findings.deadStores.append(store) }
    }
  }

  /// Adds what is read of variables.
  private func findReadParts(_ findings: inout Findings) {
    for (object, parts) in solver.readParts() where object <= index.count {
      findings.readParts[index.name(object - 1)] = parts.map {
        ReadPart(low: Int($0.low), high: Int($0.high), stride: Int($0.stride), size: Int($0.size))
      }
    }
  }

  /// The indirect calls that can run.
  private var indirectCalls: [IndirectCall] {
    let prototypes = Prototypes(of: index, in: program.context)
    var result: [IndirectCall] = []
    solver.forEachLiveStep { step, function in
      guard reader.code.steps[Int(step)].action == .call, !solver.isDirect(step),
        let call = reader.instructionOfStep[Int(step)]
      else { return }
      let reached = solver.reached(by: step)
      result.append(
        IndirectCall(
          function: index.name(reader.symbolOfFunction[Int(function)]), site: call.place,
          bySignature: prototypes.targetCount(of: call),
          byAnalysis: reached.functions.count
            + (reached.isUnknown ? solver.escapedFunctions(reachedBy: step) : 0)))
    }
    return result
  }
}
