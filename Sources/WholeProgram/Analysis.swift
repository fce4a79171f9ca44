package import Model

/// What the analysis found, in terms that later stages and reports understand.
package struct Analysis {

  /// The symbols, as they were when the analysis ran.
  package let index: SymbolIndex
  /// `true` for each function that can run and each variable that is used.
  package let isLive: [Bool]
  /// For each variable, the offsets in bytes of the pointers that nothing can read.
  package let unreadSlots: [Symbol.ID: Set<Int>]
  /// Who refers to whom, and what nobody can see.
  package let reasons: ReasonGraph
  /// The indirect calls that can run.
  package let indirectCalls: [IndirectCall]
  /// What was found out about instructions.
  package let findings: Findings
  /// Which places run.
  package let places: [FunctionPlaces]

  /// The names of what is live.
  package var liveNames: Set<String> {
    Set(isLive.indices.filter { isLive[$0] }.map { reasons.names[$0] })
  }

  /// An analysis with the given parts.
  package init(
    index: SymbolIndex, isLive: [Bool], unreadSlots: [Symbol.ID: Set<Int>],
    reasons: ReasonGraph, indirectCalls: [IndirectCall], findings: Findings = Findings(),
    places: [FunctionPlaces] = []
  ) {
    self.index = index
    self.isLive = isLive
    self.unreadSlots = unreadSlots
    self.reasons = reasons
    self.indirectCalls = indirectCalls
    self.findings = findings
    self.places = places
  }
}

/// Why a symbol stays: the step that leads to it from a symbol nearer to a root.
package struct Explanation: Hashable, Codable, Sendable {

  /// What leads to the symbol.
  package enum Step: String, Hashable, Codable, Sendable {
    case root, call, address, use, slot, escape
  }

  /// The kind of the step.
  package let step: Step
  /// The symbol that refers to this one, unless this one is a root.
  package let from: String?
  /// Where it does.
  package let site: Site?
  /// The function whose indirect call or read completes the step, if it takes two halves.
  package let with: String?
  /// Where that one stands.
  package let withSite: Site?
  /// Where in `from` the pointer stands that leads here, in bytes, for a slot.
  package let offset: Int?
  /// The function whose indirect call then reaches this one, if that takes a third half.
  package let caller: String?
  /// Where that one stands.
  package let callSite: Site?
  /// What `with` does, if it takes two halves: it reads (`use`), calls, or lets outsiders have.
  package let withStep: Step?

  /// An explanation with the given parts.
  package init(
    step: Step, from: String?, site: Site?, with: String?, withSite: Site?, offset: Int? = nil,
    caller: String? = nil, callSite: Site? = nil, withStep: Step? = nil
  ) {
    self.step = step
    self.from = from
    self.site = site
    self.with = with
    self.withSite = withSite
    self.offset = offset
    self.caller = caller
    self.callSite = callSite
    self.withStep = withStep
  }
}

/// An indirect call that can run: how many functions it may reach.
package struct IndirectCall: Hashable, Sendable {

  /// The function that calls.
  package let function: String
  /// Where it does.
  package let site: Site?
  /// The functions whose addresses are taken and that the prototype allows.
  package let bySignature: Int
  /// The functions that the analysis leaves.
  package let byAnalysis: Int

  /// A call with the given parts.
  package init(function: String, site: Site?, bySignature: Int, byAnalysis: Int) {
    self.function = function
    self.site = site
    self.bySignature = bySignature
    self.byAnalysis = byAnalysis
  }
}

/// Which places of a function run, and why others never do.
package struct FunctionPlaces: Hashable, Sendable {

  /// A block that runs.
  package struct Running: Hashable, Sendable {
    /// The places in it, in order.
    package let sites: [Site]
    /// Where the branch stands that leads there; `nil` for the function's start.
    package let from: Site?

    /// A block with the given parts.
    package init(sites: [Site], from: Site?) {
      self.sites = sites
      self.from = from
    }
  }

  /// A block, or a part of one, that does not run.
  package struct Dead: Hashable, Sendable {
    /// The places in it, in order.
    package let sites: [Site]
    /// Why it does not run.
    package let reason: String

    /// A block with the given parts.
    package init(sites: [Site], reason: String) {
      self.sites = sites
      self.reason = reason
    }
  }

  /// The function.
  package let function: String
  /// What runs.
  package var running: [Running] = []
  /// What does not.
  package var dead: [Dead] = []

  /// No places of `function`.
  package init(function: String) { self.function = function }
}

/// How much an analysis says beyond what later stages need.
package struct Detail: OptionSet, Sendable {

  /// The bits.
  package let rawValue: Int
  /// The details with the bits `rawValue`.
  package init(rawValue: Int) { self.rawValue = rawValue }

  /// Who refers to whom, and which places run.
  package static let reasons = Detail(rawValue: 1)
  /// How many targets indirect calls have.
  package static let indirectCalls = Detail(rawValue: 2)
  /// Which places do not run although their functions do.
  package static let deadPlaces = Detail(rawValue: 4)
}

/// The parts of the engine's work.
package enum AnalysisPart: String, Hashable, Sendable {
  /// The module is read into arrays.
  case reading
  /// The fixpoint is found.
  case solving
  /// It is said in terms of the module.
  case telling
}
