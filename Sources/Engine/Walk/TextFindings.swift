/// What walks have found so far.
struct TextFindings {

  /// What stands of a function.
  enum Standing {
    /// It has not been reached.
    case unknown
    /// It does only what walks find.
    case limited
    /// It does whatever the solver finds.
    case open
  }

  /// What stands of each function.
  var standing: [Standing]
  /// `true` for each edge that a walk took.
  var isEdgeAllowed: [Bool]
  /// The numbers that walks found nodes to be.
  var numbers: [Code.NodeID: Number] = [:]
  /// The functions that walks through each function went into.
  var guests: [Code.FunctionID: Set<Code.FunctionID>] = [:]
  /// The calls that reach such functions.
  var guestCalls: [Code.StepID: Code.FunctionID] = [:]
  /// Calls that walks did not go through.
  var skipped: Set<Code.StepID> = []
  /// The value of the text parameter of each function that was last looked at.
  var readTexts: [Code.FunctionID: AbstractValue] = [:]
  /// Functions at which texts have arrived that were not walked through, one for each time.
  var unread = Queue<Code.FunctionID>()
  /// The texts that each function was walked through with.
  var walked: [Code.FunctionID: Set<WalkValue>] = [:]
  /// Variables that walks from each function cannot follow.
  var lost: [Code.FunctionID: Set<ObjectID>] = [:]
  /// The text parameter of each function that was asked for; -1 if there is none.
  private var parameters: [Code.FunctionID: Int32] = [:]

  /// No findings on `code`.
  init(_ code: Code) {
    standing = Array(repeating: .unknown, count: code.functions.count)
    isEdgeAllowed = Array(repeating: false, count: code.edgeTargets.count)
  }

  /// `true` iff walks do not forbid `edge`.
  @inline(__always)
  func allows(_ edge: Int32, _ code: Code) -> Bool {
    if isEdgeAllowed[Int(edge)] { return true }
    let target = code.edgeTargets[Int(edge)]
    return standing[Int(code.blocks[Int(target)].function)] != .limited
  }

  /// The nodes that `function` computes, its parameters included.
  func nodes(of function: Code.FunctionID, _ code: Code) -> [Code.NodeID] {
    let record = code.functions[Int(function)]
    let parameters = record.firstParameter..<record.firstParameter + record.parameterCount
    let results = code.steps(of: function).map { code.steps[$0].result }
    return Array(parameters) + results.filter { $0 >= 0 }
  }

  /// The index of the parameter of `function` whose bytes it switches on, if there is one.
  mutating func textParameter(
    of function: Code.FunctionID, _ code: Code, _ outlines: WalkOutlines
  ) -> Int32? {
    if let known = parameters[function] { return known < 0 ? nil : known }
    let record = code.functions[Int(function)]
    var result: Int32 = -1
    if record.entry >= 0, record.role.isFollowed, record.variadic < 0, !record.takesCopies,
      hasSwitch(code.steps(of: function), code), !outlines.savesContext(in: function)
    {
      let nodes = (0..<record.parameterCount).map { record.firstParameter + $0 }
      let text = TextInterpreters.first(
        of: nodes.filter { code.widths[Int($0)] == 64 }, readIn: code.steps(of: function), code)
      if let text { result = text - record.firstParameter }
    }
    parameters[function] = result
    return result < 0 ? nil : result
  }

  /// `true` iff one of `steps` is a switch.
  private func hasSwitch(_ steps: Range<Int>, _ code: Code) -> Bool {
    steps.contains { code.steps[$0].action == .switch }
  }
}
