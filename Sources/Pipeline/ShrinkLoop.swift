import Analyse
import Eliminate
import LLVM
import Specialise
import WholeProgram

/// The stages in the middle, repeated: analyse, specialise, eliminate, until nothing changes.
///
/// The first round is cheap and removes most: reachability on the program as front ends wrote it.
/// Then variables are put into registers, and the closed-world engine sees the program while each
/// access still has its own type. From there on each round lets the engine find facts, writes them
/// into the program, and lets LLVM draw the local consequences. What holds afterwards: every symbol has a path from a root.
struct ShrinkLoop {

  /// What is told of each step.
  struct Observer {
    /// An analysis was made.
    var analysed: (Analysis, _ isFirst: Bool) -> Void = { _, _ in }
    /// A stage has ended in a round.
    var finished: (Stage, _ round: Int) throws -> Void = { _, _ in }
  }

  /// The program.
  let program: Program
  /// Measures the stages.
  var clock: StageClock

  /// How often the engine runs at most.
  private static let mostRounds = 4

  /// Runs the loop; stops after the first analysis if `stopsEarly`, or after `rounds` of the engine.
  mutating func run(
    for machine: borrowing TargetMachine, stopsEarly: Bool, _ observer: Observer,
    rounds: Int? = nil
  ) throws {
    let reachability = clock.measure(.analyse) { [program] in program.analyse() }
    observer.analysed(reachability, true)
    if stopsEarly { return }
    clock.measure(.eliminate) { [program] in _ = program.eliminate(following: reachability) }
    try observer.finished(.eliminate, 0)
    try clock.measure(.specialise) { [program] in try program.prepare(for: machine) }
    try observer.finished(.specialise, 0)
    for round in 1...Self.mostRounds {
      if let rounds, round > rounds { return }
      let analysis = clock.measure(.analyse) { [program] in program.analyseClosely() }
      observer.analysed(analysis, false)
      let changes = clock.measure(.specialise) { [program] in program.fold(analysis.findings) }
      let removed = clock.measure(.eliminate) { [program] in
        program.eliminate(following: analysis)
      }
      try observer.finished(.eliminate, round)
      if round == 1 {
        try clock.measure(.specialise) { [program] in try program.optimise(for: machine) }
        continue
      }
      let isLast = round == Self.mostRounds || round > 2 && changes + removed == 0
      try clock.measure(.specialise) { [program] in
        try program.simplify(for: machine, isLast: isLast)
      }
      try observer.finished(.specialise, round)
      if isLast { break }
    }
    let last = clock.measure(.analyse) { [program] in program.analyse() }
    observer.analysed(last, false)
    clock.measure(.eliminate) { [program] in _ = program.eliminate(following: last) }
    try observer.finished(.eliminate, Self.mostRounds + 1)
  }
}
