package import Image
package import Report
package import WholeProgram

/// What a run of the pipeline found and made.
package struct Outcome {

  /// The program as the last stage left it.
  package internal(set) var program: Program?
  /// The image, once it is made.
  package internal(set) var image: BootImage?
  /// The report, once everything else is done.
  package internal(set) var report: SizeReport?
  /// What other tools reach, if that was measured.
  package internal(set) var baselines = ReportFacts.Baselines()
  /// What an analysis believes, if that was asked for; the image is of the program as it saw it.
  package internal(set) var beliefs: Beliefs?
  /// What the engine costs, if that was asked for.
  package internal(set) var engineCost: EngineCost?
  /// The files that the image depends on.
  package internal(set) var dependencies: [String] = []
  /// The names of what the first analysis found live, on the program as it was linked.
  package private(set) var liveSymbols: Set<String> = []
  /// What the last analysis found.
  package private(set) var analysis: Analysis?
  /// Who refers to whom: what the engine found last, and where it has nothing to say, reachability.
  package private(set) var reasons = ReasonGraph()
  /// Which places run, as far as that is known.
  package private(set) var places: [FunctionPlaces] = []
  /// The indirect calls before something was made of them, and at the end.
  package private(set) var indirectCalls: (before: [IndirectCall], after: [IndirectCall]) = ([], [])
  /// The time and memory of the stages.
  package internal(set) var laps: [StageClock.Lap] = []

  /// Keeps what is worth keeping of `analysis`.
  mutating func note(_ analysis: Analysis, _ kind: ShrinkLoop.AnalysisKind) {
    self.analysis = analysis
    switch kind {
    case .first:
      liveSymbols = analysis.liveNames
      indirectCalls.before = analysis.indirectCalls
    case .reachability:
      if places.isEmpty {
        reasons = analysis.reasons
      } else {
        reasons.complete(with: analysis.reasons)
      }
      if places.isEmpty { indirectCalls.after = analysis.indirectCalls }
    case .engine(let round):
      if round == 1 { indirectCalls.before = analysis.indirectCalls }
      guard !analysis.reasons.isEmpty else { return }
      reasons = analysis.reasons
      places = analysis.places
      indirectCalls.after = analysis.indirectCalls
    }
  }
}
