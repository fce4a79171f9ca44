import Engine
import LLVM
import Model
import WholeProgram

/// Says who refers to whom in what the engine found, and what of that nobody can see.
///
/// What it computes: the graph of reasons, with an entry of the ledger for each root that is no entry
/// point and for each instruction that lets something go where it is not followed. Why that is sound:
/// it reads the finished fixpoint, and takes nothing away. What it cannot see: further instructions
/// that let an address go that had gone before, so that prices are upper bounds there. Cost: linear in
/// what is live.
struct ReasonReader {

  /// The program.
  private let program: Program
  /// What was read of it.
  private let reader: CodeReader
  /// The fixpoint.
  private let solver: Solver
  /// The symbols.
  private let index: SymbolIndex
  /// The graph.
  private(set) var graph: ReasonGraph
  /// The helpers that stand for "the address of the function is at hand".
  private var addresses: [Code.FunctionID: ReasonGraph.Node] = [:]
  /// The helpers that stand for "an indirect call reaches the function".
  private var calls: [Code.FunctionID: ReasonGraph.Node] = [:]
  /// The helpers that stand for "the address went where it is not followed".
  private var escapes: [ObjectID: ReasonGraph.Node] = [:]
  /// The helpers that stand for calls that are not followed, by instruction.
  private var unknownCalls: [Code.StepID: ReasonGraph.Node] = [:]
  /// The entries of the ledger, so that each stands there once.
  private var entries: [Assumption: Int32] = [:]

  /// Reads what `solver` found for `reader`'s code.
  init(_ program: Program, _ reader: CodeReader, _ solver: Solver, _ index: SymbolIndex) {
    self.program = program
    self.reader = reader
    self.solver = solver
    self.index = index
    graph = ReasonGraph(names: (0..<Symbol.ID(index.count)).map { index.name($0) })
    readRoots()
    for (object, cause) in solver.escapeCauses.sorted(by: { $0.key < $1.key }) {
      readEscape(of: object, cause.step, cause.holder)
    }
    var uses: Set<UInt64> = []
    solver.forEachLiveStep { step, function in readStep(step, function, &uses) }
    for id in 0..<Symbol.ID(index.count) where reader.functionOfSymbol[Int(id)] < 0 {
      if solver.isUsed(CodeReader.object(of: id)) { readSlots(of: id) }
    }
    for function in solver.isLive.indices where solver.isLive[function] {
      connect(Code.FunctionID(function))
    }
  }

  /// `true` iff `object` is a function or a variable of the program.
  private func isSymbol(_ object: ObjectID) -> Bool { object > 0 && object <= index.count }

  /// The node of `function`.
  private func node(of function: Code.FunctionID) -> ReasonGraph.Node {
    reader.symbolOfFunction[Int(function)]
  }

  /// The function that `object` is, or -1.
  private func function(_ object: ObjectID) -> Code.FunctionID {
    isSymbol(object) ? reader.functionOfSymbol[Int(object) - 1] : -1
  }

  /// The place of `step`.
  private func site(_ step: Code.StepID) -> Site? {
    step < 0 ? nil : reader.instructionOfStep[Int(step)]?.place
  }

  /// The function in which `step` stands.
  private func home(of step: Code.StepID) -> Code.FunctionID {
    reader.code.blocks[Int(reader.code.blockOfStep[Int(step)])].function
  }

  /// The helper of `key` in `helpers`, made if it is new.
  private mutating func helper<Key: Hashable>(
    _ key: Key, in helpers: WritableKeyPath<ReasonReader, [Key: ReasonGraph.Node]>,
    about subject: ReasonGraph.Node = -1
  ) -> ReasonGraph.Node {
    if let known = self[keyPath: helpers][key] { return known }
    let node = graph.addHelper(about: subject)
    self[keyPath: helpers][key] = node
    return node
  }

  /// The number of `entry` in the ledger.
  private mutating func number(of entry: Assumption) -> Int32 {
    if let known = entries[entry] { return known }
    let number = graph.addEntry(entry)
    entries[entry] = number
    return number
  }

  // MARK: What reasons start from

  /// Adds the roots, and what machinery outside the program finds.
  private mutating func readRoots() {
    let roots = Dictionary(program.roots.map { ($0.symbol, $0) }, uniquingKeysWith: { $1 })
    for id in program.rootIDs(index) {
      let entry = roots[index.name(id)].flatMap(Self.entry(for:)).map { number(of: $0) } ?? -1
      graph.add(.root, id, entry: entry)
      graph.add(.root, helper(CodeReader.object(of: id), in: \.escapes), entry: entry)
    }
    let known = Set(program.rootIDs(index).map { CodeReader.object(of: $0) })
    for object in reader.code.exposed where !known.contains(object) {
      guard isSymbol(object) else {
        noteArguments(object)
        continue
      }
      let entry = number(
        of: Assumption(
          hazard: "found by machinery outside", assumption: "it is read, written and called",
          symbol: index.name(object - 1)))
      graph.add(.root, helper(object, in: \.escapes), entry: entry)
      graph.add(.root, object - 1, entry: entry)
    }
  }

  /// Adds that the further arguments of a function, which are `object`, are read one by one.
  private mutating func noteArguments(_ object: ObjectID) {
    let function = reader.code.functions.firstIndex { $0.variadic == object }
    let entry = number(
      of: Assumption(
        hazard: "further arguments", assumption: Self.consequence,
        symbol: function.map { graph.names[Int(node(of: Code.FunctionID($0)))] } ?? "memory"))
    graph.add(.root, helper(object, in: \.escapes), entry: entry)
  }

  /// The ledger's entry for `root`; `nil` for entry points, which nobody has to assume.
  static func entry(for root: Root) -> Assumption? {
    let hazard: String
    switch root.reason {
    case .entry: return nil
    case .nativeObject: hazard = "named by machine code"
    case .linkerScript: hazard = "named by the linker script"
    case .moduleAssembly: hazard = "named by module assembly"
    case .used: hazard = "listed in llvm.used"
    case .runtimeLibrary: hazard = "may be called by generated code"
    case .section: hazard = "in a section whose bounds are read"
    case .keepRule: hazard = "asked for"
    }
    return Assumption(
      hazard: hazard, assumption: "anything may use it", site: root.site, symbol: root.symbol)
  }

  /// Adds that `step`, or the escape of `holder`, let the address of `object` go.
  private mutating func readEscape(
    of object: ObjectID, _ step: Code.StepID, _ holder: ObjectID
  ) {
    let escape = helper(object, in: \.escapes)
    if holder >= 0 {
      let above = helper(holder, in: \.escapes)
      let pointers = isSymbol(holder) ? solver.initialPointers(in: holder) : []
      if let pointer = pointers.first(where: { $0.targets.contains(object) }) {
        graph.add(.slot, escape, from: holder - 1, with: above, offset: Int(pointer.offset))
      } else {
        graph.add(.escape, escape, from: above)
      }
      return
    }
    let hazard = step < 0 ? Self.saturation : Self.hazard(of: reader.code.steps[Int(step)].action)
    guard step >= 0 else {
      if reader.code.exposed.contains(object) { return }
      let name = isSymbol(object) ? index.name(object - 1) : "memory"
      let entry = number(
        of: Assumption(hazard: hazard, assumption: Self.consequence, symbol: name))
      return graph.add(.root, escape, entry: entry)
    }
    let home = node(of: home(of: step))
    let entry = number(
      of: Assumption(
        hazard: hazard, assumption: Self.consequence, site: site(step),
        symbol: isSymbol(object) ? index.name(object - 1) : index.name(home)))
    graph.add(.escape, escape, from: home, at: site(step), entry: entry)
  }

  /// What is taken to happen to what escapes.
  private static let consequence = "anything that is not followed may use it"
  /// What happens to values that may be too much.
  private static let saturation = "mixed with too many others"

  /// What is not seen of an instruction that does `action`.
  private static func hazard(of action: Code.Action) -> String {
    switch action {
    case .foreign: "given to assembly, or to code that is not seen"
    case .store, .exchange, .copyMemory, .setMemory, .startVariadic:
      "stored where it is not followed"
    case .call: "passed to a function that is not followed"
    case .arithmetic: "computed with as a number"
    case .return: "returned to where it is not followed"
    default: saturation
    }
  }

  // MARK: What instructions refer to

  /// Adds what `step` of `function` refers to; `uses` are the pairs that stand there already.
  private mutating func readStep(
    _ step: Code.StepID, _ function: Code.FunctionID, _ uses: inout Set<UInt64>
  ) {
    let action = reader.code.steps[Int(step)].action
    let home = node(of: function)
    let isCall = action == .call
    let isDirect = isCall && solver.isDirect(step)
    for (operand, object) in solver.namedObjects(in: step) where isSymbol(object) {
      if isDirect, operand == 0 { continue }
      // One place for each pair of function and symbol is enough.
      let pair = UInt64(UInt32(home)) << 32 | UInt64(UInt32(object))
      guard uses.insert(pair).inserted else { continue }
      let target = self.function(object)
      if target >= 0 {
        graph.add(
          .address, helper(target, in: \.addresses, about: object - 1), from: home, at: site(step))
      } else {
        graph.add(.use, object - 1, from: home, at: site(step))
      }
    }
    if isCall { readCall(step, home, isDirect: isDirect) }
    if action == .foreign { noteAssembly(step, home) }
    if action == .toPointer, solver.makesPointerOfNumber(step) {
      _ = number(
        of: Assumption(
          hazard: "a pointer made of a number", assumption: "it points to what escaped, or outside",
          site: site(step), symbol: index.name(home)))
    }
  }

  /// Adds what the call `step` in `home` reaches.
  private mutating func readCall(
    _ step: Code.StepID, _ home: ReasonGraph.Node, isDirect: Bool
  ) {
    let reached = solver.reached(by: step)
    for function in reached.functions {
      if isDirect {
        graph.add(.call, node(of: function), from: home, at: site(step))
      } else {
        graph.add(.call, helper(function, in: \.calls), from: home, at: site(step))
      }
    }
    guard reached.isUnknown else { return }
    let entry = number(
      of: Assumption(
        hazard: "a call that is not followed", assumption: "it may reach what escaped",
        site: site(step), symbol: index.name(home)))
    graph.add(
      .call, helper(step, in: \.unknownCalls), from: home, at: site(step), entry: entry)
  }

  /// Notes the inline assembly `step` in `home`.
  private mutating func noteAssembly(_ step: Code.StepID, _ home: ReasonGraph.Node) {
    guard let call = reader.instructionOfStep[Int(step)], call.isCall,
      call.callee.kind == .inlineAssembly
    else { return }
    _ = number(
      of: Assumption(
        hazard: "inline assembly", assumption: "it uses only its operands, and what escaped",
        site: site(step), symbol: index.name(home)))
  }

  /// Adds what the pointers in the variable `id` lead to.
  private mutating func readSlots(of id: Symbol.ID) {
    let object = CodeReader.object(of: id)
    let isEscaped = solver.isEscaped(object)
    for pointer in solver.readPointers(in: object) {
      let read = graph.addHelper()
      for step in pointer.readers {
        graph.add(.use, read, from: node(of: home(of: step)), at: site(step))
      }
      if isEscaped { graph.add(.escape, read, from: helper(object, in: \.escapes)) }
      if pointer.readers.isEmpty, !isEscaped { graph.add(.use, read, from: id) }
      for target in pointer.targets where isSymbol(target) {
        let function = self.function(target)
        graph.add(
          .slot,
          function >= 0 ? helper(function, in: \.addresses, about: target - 1) : target - 1,
          from: id, with: read, offset: Int(pointer.offset))
      }
    }
  }

  /// Adds that `function`, which is live, needs an address and a call unless it is called by name.
  private mutating func connect(_ function: Code.FunctionID) {
    let object = reader.code.functions[Int(function)].object
    if let address = addresses[function], let call = calls[function] {
      graph.add(.address, node(of: function), from: address, with: call)
    }
    guard let escape = escapes[object], let step = solver.unknownCall(of: function) else { return }
    // A root is called from outside in any case.
    if step < 0 { return graph.add(.escape, node(of: function), from: escape) }
    if unknownCalls[step] == nil {
      let caller = helper(step, in: \.unknownCalls)
      graph.add(.call, caller, from: node(of: home(of: step)), at: site(step))
    }
    graph.add(.escape, node(of: function), from: escape, with: unknownCalls[step]!)
  }
}
