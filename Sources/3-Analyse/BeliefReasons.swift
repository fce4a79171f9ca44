import Engine
import LLVM
import Model
import WholeProgram

/// Why the engine believes what it says of values, in words for people who see a guard fire.
///
/// It only reads the fixpoint; tables are made when the first reason is asked for.
final class BeliefReasons {

  /// What was read of the program.
  private let reader: CodeReader
  /// The fixpoint.
  private let solver: Solver
  /// The symbols.
  private let index: SymbolIndex

  /// The node of each value.
  private lazy var nodes = Dictionary(
    reader.valueOfNode.map { ($0.value, $0.node) }, uniquingKeysWith: { first, _ in first })
  /// The step of each instruction.
  private lazy var steps: [Value: Code.StepID] = {
    var result: [Value: Code.StepID] = [:]
    for (step, instruction) in reader.instructionOfStep.enumerated() {
      if let instruction { result[instruction.value] = Code.StepID(step) }
    }
    return result
  }()
  /// The stores that write each cell of memory.
  private lazy var writers = solver.writers

  /// Reasons out of `solver`'s fixpoint for what `reader` read.
  init(_ reader: CodeReader, _ solver: Solver, _ index: SymbolIndex) {
    self.reader = reader
    self.solver = solver
    self.index = index
  }

  /// Returns why `value` is what the engine believes, as a clause.
  func reason(for value: Value) -> String? {
    guard let instruction = value.asInstruction else {
      return value.parent.map { "that is what all calls of '\($0.name)' that run pass" }
    }
    if instruction.operation == .load { return reason(forLoad: instruction) }
    if instruction.isCall {
      return "that is what the functions return that are called"
    }
    let parts = value.operands.compactMap { operand -> String? in
      guard operand.kind == .instruction || operand.kind == .argument, let node = nodes[operand]
      else { return nil }
      return solver.describe(node, names: name)
    }
    return parts.isEmpty ? nil : "what it is computed from is \(parts.joined(separator: ", and "))"
  }

  /// Returns why the load `load` reads what the engine believes.
  private func reason(forLoad load: Instruction) -> String? {
    guard let step = steps[load.value] else { return nil }
    let (stores, objects) = solver.sources(of: step, writers: writers)
    let places = stores.prefix(4).compactMap { reader.instructionOfStep[Int($0)]?.place }
    let memory = objects.prefix(3).map(name).joined(separator: ", ")
    let others = stores.count > 4 ? " and \(stores.count - 4) more places" : ""
    return places.isEmpty
      ? "nothing that runs stores there (\(memory))"
      : "only \(places.map { "\($0)" }.joined(separator: ", "))\(others) store there (\(memory))"
  }

  /// The name of `object`.
  private func name(_ object: ObjectID) -> String {
    if object > 0, object <= index.count { return "'\(index.name(object - 1))'" }
    return object == 0 ? "what cannot be followed" : "memory made at run time"
  }
}
