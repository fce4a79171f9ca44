package import Model

/// What the analysis found, in terms that later stages and reports understand.
package struct Analysis {

  /// The symbols, as they were when the analysis ran.
  package let index: SymbolIndex
  /// `true` for each function that can run and each variable that is used.
  package let isLive: [Bool]
  /// For each variable, the offsets in bytes of the pointers that nothing can read.
  package let unreadSlots: [Symbol.ID: Set<Int>]
  /// Why each live symbol is live.
  package let explanations: [String: Explanation]
  /// How indirect calls were narrowed.
  package let indirectCalls: IndirectCallStatistics

  /// What was found out about instructions.
  package let findings: Findings
  /// What went where it could not be followed, and why.
  package let escapes: [Assumption]

  /// An analysis with the given parts.
  package init(
    index: SymbolIndex, isLive: [Bool], unreadSlots: [Symbol.ID: Set<Int>],
    explanations: [String: Explanation], indirectCalls: IndirectCallStatistics,
    findings: Findings = Findings(), escapes: [Assumption] = []
  ) {
    self.index = index
    self.isLive = isLive
    self.unreadSlots = unreadSlots
    self.explanations = explanations
    self.indirectCalls = indirectCalls
    self.findings = findings
    self.escapes = escapes
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

  /// An explanation with the given parts.
  package init(step: Step, from: String?, site: Site?, with: String?, withSite: Site?) {
    self.step = step
    self.from = from
    self.site = site
    self.with = with
    self.withSite = withSite
  }
}

/// How many targets indirect calls have.
package struct IndirectCallStatistics: Hashable, Codable, Sendable {

  /// The number of targets of each live indirect call.
  package let targets: [Int]

  /// The statistics of calls with `targets` targets each.
  package init(targets: [Int]) {
    self.targets = targets
  }
}
