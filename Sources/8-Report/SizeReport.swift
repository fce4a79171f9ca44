package import Model

/// What a run made, and why each byte of it stays: the one value that every view of a report shows.
///
/// Everything but `run` depends on the inputs alone: two runs on the same inputs give equal values,
/// whatever the machine and the folder. The format of its JSON is `Schema/report-1.json`.
package struct SizeReport: Codable, Hashable, Sendable {

  /// The version of the format that this tool writes and reads.
  package static let currentVersion = 1

  /// The version of the format.
  package let version: Int
  /// The tool that made the image, and its version.
  package let tool: String
  /// The machine that the image is for, as LLVM names it.
  package let target: String
  /// The image.
  package let image: Image
  /// The files that the user gave, in the order of the command line.
  package let inputs: [Input]
  /// The sizes of each component, and of the named remainders, by name.
  package let components: [ComponentSizes]
  /// The symbols in the image, the largest first.
  package let symbols: [SymbolSize]
  /// What stays whatever the analysis finds, by reason.
  package let roots: [Root]
  /// Why each symbol stays that is no root, by name.
  package let explanations: [Explanation]
  /// What could not be seen and was assumed.
  package let assumptions: [Assumption]
  /// What those assumptions cost by hazard, the dearest first.
  package let hazards: [Hazard]
  /// How often each stage did what.
  package let decisionCounts: [DecisionCount]
  /// What the stages did to each symbol, by name, and in the order of time for one symbol.
  package let decisions: [Decision]
  /// The system calls that the program can make.
  package let systemCalls: [SystemCall]
  /// How far indirect calls were narrowed.
  package let indirectCalls: IndirectCalls
  /// The slots of tables that something reads, by variable and offset.
  package let slots: [Slot]
  /// Those that nothing read, by variable and offset.
  package let clearedSlots: [ClearedSlot]
  /// The functions in the image that were made for speed, by name, if a profile was given.
  package let fast: [String]?
  /// Which places of the source run, and why others do not.
  package let code: Code
  /// What each byte of the image stands for.
  package let map: ByteMap
  /// What this run took; the only part that differs from run to run.
  package var run: Run

  /// The report of `facts`.
  package init(_ facts: ReportFacts) {
    version = Self.currentVersion
    tool = facts.tool
    target = facts.target
    image = Image(
      name: Self.lastPart(of: facts.imageName), bytes: facts.map.fileSize,
      memoryBytes: facts.memoryBytes)
    inputs = facts.inputs
    components = Self.components(of: facts)
    let symbols = Self.symbols(in: facts.map)
    self.symbols = symbols
    let reasons = Root.Reason.allCases
    roots = facts.roots.sorted {
      (reasons.firstIndex(of: $0.reason)!, $0.symbol, $0.site?.description ?? "")
        < (reasons.firstIndex(of: $1.reason)!, $1.symbol, $1.site?.description ?? "")
    }
    explanations = facts.explanations.sorted { $0.symbol < $1.symbol }
    assumptions = facts.assumptions.sorted {
      ($0.hazard, $0.symbol, $0.site?.description ?? "", $0.assumption)
        < ($1.hazard, $1.symbol, $1.site?.description ?? "", $1.assumption)
    }
    hazards = facts.hazards.sorted { ($1.bytes, $0.hazard) < ($0.bytes, $1.hazard) }
    decisionCounts = Self.counts(of: facts.decisions)
    decisions = facts.decisions.enumerated()
      .sorted { ($0.element.symbol, $0.offset) < ($1.element.symbol, $1.offset) }
      .map(\.element)
    systemCalls = facts.systemCalls.sorted { ($0.number ?? -1) < ($1.number ?? -1) }
    indirectCalls = facts.indirectCalls
    slots = facts.slots.sorted {
      ($0.variable, $0.offset, $0.target) < ($1.variable, $1.offset, $1.target)
    }
    clearedSlots = facts.clearedSlots.sorted {
      ($0.variable, $0.offset, $0.round, $0.target) < ($1.variable, $1.offset, $1.round, $1.target)
    }
    fast = facts.fastFunctions.map { names in
      symbols.filter { $0.kind == .function && names.contains($0.symbol) }.map(\.symbol).sorted()
    }
    code = facts.code
    map = facts.map
    run = facts.run
  }

  /// Returns what follows the last slash in `path`.
  static func lastPart(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
  }
}
