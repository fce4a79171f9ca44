import Engine
import LLVM
import Model
import WholeProgram

/// Says in words what the engine found out about one function or variable.
///
/// What it tells of a function: why it runs, what its parameters and its result may be; in the order of
/// its lines what loads yield, what is stored where, whom calls reach, which branches go one way only
/// and which lines never run; and what stands in its local variables. Of a variable: whether its
/// address escaped, and each pattern of bytes that is written or read. Cost: one pass over the program.
struct FactTeller {

  /// What was read of the program.
  private let reader: CodeReader
  /// The fixpoint.
  private let solver: Solver
  /// The symbols.
  private let index: SymbolIndex
  /// The instructions that make objects.
  private let allocations: [ObjectID: Code.StepID]

  /// Tells what `solver` found for `reader`'s code.
  init(_ reader: CodeReader, _ solver: Solver, _ index: SymbolIndex) {
    self.reader = reader
    self.solver = solver
    self.index = index
    allocations = solver.allocations
  }

  /// What escaped, in the order in which the engine found it, with the way back to where knowledge was
  /// lost: it is lost from the first on.
  var escapes: [String] {
    var told: Set<Code.StepID> = []
    return solver.escapeOrder.flatMap { object -> [String] in
      let cause = solver.escapeCauses[object]
      let step = cause.flatMap { $0.step >= 0 ? " at \(place($0.step))" : nil } ?? ""
      let holder = cause.flatMap { $0.holder >= 0 ? " out of \(name(of: $0.holder))" : nil } ?? ""
      var result = ["\(name(of: object)) escapes\(step)\(holder)"]
      if let cause, cause.step >= 0, told.insert(cause.step).inserted {
        result += solver.origins(of: cause.step).dropFirst().map { "  \(text($0))" }
      }
      return result
    }
  }

  /// Where knowledge is lost first, and by what; most of what escapes does so because of one of these.
  var losses: [String] {
    var told: Set<String> = []
    return solver.losses.compactMap { step in
      let block = reader.code.blocks[Int(reader.code.blockOfStep[Int(step)])]
      let fact = fact(of: step, in: block).map { ": \($0)" } ?? ""
      let line = "lost at \(place(step))\(fact)"
      return told.insert(line).inserted ? line : nil
    }
  }

  /// What to say of `origin`.
  private func text(_ origin: Solver.Origin) -> String {
    switch origin {
    case .step(let step): "because of \(place(step))"
    case .bytes(let object): "through \(name(of: object))"
    case .escape(let object): "which escaped: \(name(of: object))"
    }
  }

  /// The facts of the symbol `id`; of a function only those of line `line`, if that is told.
  func facts(of id: Symbol.ID, line: Int?) -> [String] {
    let function = reader.functionOfSymbol[Int(id)]
    let object = CodeReader.object(of: id)
    guard function >= 0 else { return describe(object) }
    guard let cause = solver.causes.functions[function] else { return ["never runs"] }
    if let line { return lines(of: function).filter { $0.line == line }.map(\.text) }
    let record = reader.code.functions[Int(function)]
    var result = [
      "runs: \(Self.words(cause.kind))" + (cause.step < 0 ? "" : " at \(place(cause.step))")
    ]
    for parameter in 0..<record.parameterCount {
      result.append("parameter \(parameter): \(text(record.firstParameter + parameter))")
    }
    let own = reader.code.returnedArguments[record.returned].map {
      "argument \($0.parameter)" + ($0.offset.map { $0 == 0 ? "" : "+\($0)" } ?? "+…")
    }
    result.append("returns " + (own + [text(record.result)]).joined(separator: " | "))
    result += lines(of: function).map(\.text)
    for local in locals(of: function) {
      let facts = describe(local)
      if !facts.isEmpty { result += ["\(name(of: local)):"] + facts.map { "  \($0)" } }
    }
    return result + describe(object)
  }

  /// What a cause of kind `kind` is.
  private static func words(_ kind: Causes.Kind) -> String {
    switch kind {
    case .root: "it is a root"
    case .call: "called"
    case .indirectCall: "called through a pointer"
    case .use: "used"
    case .slot: "read from a table"
    case .escape: "called by what is not followed"
    }
  }

  /// What is known of the bytes of `object`.
  private func describe(_ object: ObjectID) -> [String] {
    solver.describe(object, names: name, place: place)
  }

  /// What `node` may be.
  private func text(_ node: Code.NodeID) -> String { solver.describe(node, names: name) }

  /// What to call `object`.
  private func name(of object: ObjectID) -> String {
    if object == 0 { return "anything" }
    if object == solver.digitsObject { return "what is read from digits" }
    if object <= index.count { return index.name(object - 1) }
    if let step = allocations[object] {
      return step < 0 ? "what is sent" : "memory made in \(place(step))"
    }
    if let maker = reader.makerOfObject[object] {
      let site = maker.place.map { " (\($0))" } ?? ""
      let number = locals(of: maker.function).firstIndex(of: object) ?? 0
      return "local \(number) of \(maker.function.name)\(site)"
    }
    let function = reader.code.functions.firstIndex { $0.variadic == object }
    return function.map { "further arguments of \(index.name(reader.symbolOfFunction[$0]))" }
      ?? "object \(object)"
  }

  /// The local variables of `function`, in order.
  private func locals(of function: LLVM.Function) -> [ObjectID] {
    reader.makerOfObject.filter { $0.value.function == function }.keys.sorted()
  }

  /// The local variables of `function`, in order.
  private func locals(of function: Code.FunctionID) -> [ObjectID] {
    index.function(reader.symbolOfFunction[Int(function)]).map { locals(of: $0) } ?? []
  }

  /// Where `step` stands.
  private func place(_ step: Code.StepID) -> String {
    let block = reader.code.blocks[Int(reader.code.blockOfStep[Int(step)])]
    let function = index.name(reader.symbolOfFunction[Int(block.function)])
    let site = reader.instructionOfStep[Int(step)]?.place.map { " (\($0))" } ?? ""
    return function + site
  }

  /// The facts of the instructions of `function` with their lines, in the order of those.
  private func lines(of function: Code.FunctionID) -> [(line: Int, text: String)] {
    var result: [(line: Int, text: String)] = []
    for (number, block) in reader.code.blocks.enumerated() where block.function == function {
      for step in block.firstStep..<max(block.firstStep, solver.progress[number]) {
        guard let text = fact(of: step, in: block) else { continue }
        let site = reader.instructionOfStep[Int(step)]?.place
        result.append((site?.line ?? 0, (site.map { "\($0): " } ?? "") + text))
      }
    }
    let places = PlaceReader(reader, solver, index, onlyDead: true)
    for dead in places.places(of: function).dead {
      for site in dead.sites {
        result.append((site.line ?? 0, "\(site): does not run: \(dead.reason)"))
      }
    }
    return result.enumerated().sorted {
      ($0.element.line, $0.offset) < ($1.element.line, $1.offset)
    }
    .map(\.element)
  }

  /// What is told of `step`, an instruction of `block` that runs; `nil` if nothing is.
  private func fact(of step: Code.StepID, in block: Code.Block) -> String? {
    let record = reader.code.steps[Int(step)]
    /// What operand `number` may be.
    func operand(_ number: Int) -> String { text(reader.code.operand(number, of: record)) }
    switch record.action {
    case .load: return "loads \(text(record.result)) from \(operand(0))"
    case .store: return "stores \(operand(1)) to \(operand(0))"
    case .exchange: return "exchanges memory at \(operand(0))"
    case .copyMemory: return "copies \(operand(2)) bytes from \(operand(1)) to \(operand(0))"
    case .setMemory: return "fills \(operand(2)) bytes at \(operand(0)) with \(operand(1))"
    case .call:
      let reached = solver.reached(by: step)
      var names = reached.functions.map { index.name(reader.symbolOfFunction[Int($0)]) }.sorted()
      if reached.isUnknown { names.append("what is not followed") }
      let result = record.result < 0 ? "" : ", which returns \(text(record.result))"
      return "calls " + (names.isEmpty ? "nothing" : names.joined(separator: " | ")) + result
    case .foreign: return "runs code that is not seen"
    case .branch where record.count > 0:
      let live = (block.firstEdge..<block.endEdge).filter { solver.isEdgeLive[Int($0)] }
      if live.count == 2 { return nil }
      return live.first.map { $0 == block.firstEdge ? "branch always taken" : "branch never taken" }
        ?? "branch not decided"
    case .switch: return "switches on \(operand(0))"
    case .return where record.count > 0: return "returns \(operand(0))"
    default: return nil
    }
  }
}
