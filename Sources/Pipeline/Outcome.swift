package import Image
package import WholeProgram

/// What a run of the pipeline found and made.
package struct Outcome {

  /// The program as the last stage left it.
  package internal(set) var program: Program?
  /// The image, once it is made.
  package internal(set) var image: BootImage?
  /// What the first analysis found, on the program as it was linked.
  package private(set) var firstAnalysis: Analysis?
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
