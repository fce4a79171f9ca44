import Glibc

/// How long stages take, and the most memory that the process had at the end of each.
package struct StageClock {

  /// What a stage took in all its rounds.
  package struct Lap: Sendable {
    /// The stage.
    package let stage: Stage
    /// The time in milliseconds.
    package var milliseconds: Int
    /// The largest resident size of the process so far, in bytes.
    package var peakBytes: Int
    /// How often the stage ran.
    package var rounds: Int
  }

  /// The stages that ran, in the order of their first round.
  package private(set) var laps: [Lap] = []

  /// Runs `body` as a round of `stage`.
  mutating func measure<Result, Failure: Error>(
    _ stage: Stage, _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let start = ContinuousClock.now
    let result = try body()
    let elapsed = (ContinuousClock.now - start).components
    let milliseconds =
      Int(elapsed.seconds) * 1000 + Int(elapsed.attoseconds / 1_000_000_000_000_000)
    if let index = laps.firstIndex(where: { $0.stage == stage }) {
      laps[index].milliseconds += milliseconds
      laps[index].peakBytes = Self.peakBytes
      laps[index].rounds += 1
    } else {
      laps.append(
        Lap(stage: stage, milliseconds: milliseconds, peakBytes: Self.peakBytes, rounds: 1))
    }
    return result
  }

  /// The largest resident size of the process so far, in bytes.
  private static var peakBytes: Int {
    var usage = rusage()
    getrusage(Int32(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss * 1024
  }
}
