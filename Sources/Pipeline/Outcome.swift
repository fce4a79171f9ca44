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
  /// The files that the image depends on.
  package internal(set) var dependencies: [String] = []
  /// What the first analysis found, on the program as it was linked.
  package private(set) var firstAnalysis: Analysis?
  /// The names of what the first analysis found live.
  package var liveSymbols: Set<String> { Set((firstAnalysis?.explanations ?? [:]).keys) }
  /// What the last analysis found.
  package private(set) var analysis: Analysis?
  /// The time and memory of the stages.
  package internal(set) var laps: [StageClock.Lap] = []

  /// Keeps `analysis`.
  mutating func note(_ analysis: Analysis, isFirst: Bool) {
    if isFirst { firstAnalysis = analysis }
    self.analysis = analysis
  }
}
