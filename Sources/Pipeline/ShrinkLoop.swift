import Analyse
import Codegen
import Eliminate
import LLVM
import Model
import Specialise
import WholeProgram

/// The stages in the middle, repeated: analyse, specialise, eliminate, until nothing changes.
///
/// The first round is cheap and removes most: reachability on the program as front ends wrote it.
/// With the closed-world engine, variables are then put into registers, and it sees the program
/// while each access still has its own type. From there on each round lets it find facts, writes them
/// into the program, and lets LLVM draw the local consequences. What holds afterwards: every symbol
/// has a path from a root.
package struct ShrinkLoop {

  /// What is told of each step.
  struct Observer {
    /// An analysis was made.
    var analysed: (Analysis, AnalysisKind) -> Void = { _, _ in }
    /// A stage has ended in a round.
    var finished: (Stage, _ round: Int) throws -> Void = { _, _ in }
  }

  /// Which of the loop's analyses one is.
  package enum AnalysisKind: Hashable, Sendable {
    /// Reachability on the program as it was linked.
    case first
    /// Reachability later on.
    case reachability
    /// The closed-world engine, in a round that counts from 1.
    case engine(round: Int)
  }

  /// The program.
  let program: Program
  /// Measures the stages.
  var clock: StageClock

  /// What decides.
  let engine: Engine

  /// `true` iff what is believed is checked at run time instead of being made use of.
  var isGuarded = false

  /// What is executed most, if that is known.
  var profile: Profile?

  /// How much is found out before something is removed.
  package enum Engine: String, Sendable, CaseIterable {
    /// Which functions can run and which slots can be read; fast.
    case reachability
    /// Values, pointers, memory and control flow as well; smaller images.
    case closedWorld = "closed-world"
  }

  /// How often the engine runs at most.
  private static let mostRounds = 4
  /// A round is worth another one if it changed more than one instruction in this many.
  private static let leastShare = 1000

  /// Runs the loop; stops after the first analysis if `stopsEarly`, or after `rounds` of the engine.
  mutating func run(
    for machine: borrowing TargetMachine, stopsEarly: Bool, _ observer: Observer,
    rounds: Int? = nil
  ) throws {
    // The next steps strip what tells the names of fields.
    program.fields = program.module.pointerFields
    try reach(observer, isFirst: true, round: 0, stopsEarly: stopsEarly)
    if stopsEarly { return }
    switch engine {
    case .reachability: try repeatReachability(machine, observer)
    case .closedWorld:
      let isDone = try repeatEngine(machine, observer, rounds)
      if !isDone { return }
    }
    // LLVM would inline what this makes; what stays is explained afterwards.
    program.round = Self.mostRounds + 1
    clock.measure(.specialise) { [program] in
      // What the code generator refuses it refuses later, with its place.
      program.shareArguments { try? program.codeSize(for: machine) }
    }
    try reach(observer, isFirst: false, round: Self.mostRounds + 1)
  }

  /// Removes what cannot be reached.
  private mutating func reach(
    _ observer: Observer, isFirst: Bool, round: Int, stopsEarly: Bool = false
  ) throws {
    program.round = round
    var detail: Detail = engine == .reachability ? .indirectCalls : []
    if !isFirst { detail.insert(.reasons) }
    let analysis = clock.measure(.analyse) { [program] in program.analyse(detail) }
    observer.analysed(analysis, isFirst ? .first : .reachability)
    if stopsEarly { return }
    _ = apply(analysis, round: round)
    try observer.finished(.eliminate, round)
  }

  /// Makes use of what `analysis` found, or guards it; returns the number of changes.
  private mutating func apply(_ analysis: Analysis, round: Int) -> Int {
    if isGuarded {
      let before = program.guards.count
      clock.measure(.specialise) { [program] in program.guardBeliefs(of: analysis, round: round) }
      return clock.measure(.eliminate) { [program] in
        program.guards.count - before + program.eliminateUnnamed()
      }
    }
    let changes = clock.measure(.specialise) { [program] in program.fold(analysis.findings) }
    return clock.measure(.eliminate) { [program] in
      changes + program.eliminate(following: analysis)
    }
  }

  /// Alternates LLVM's optimisers and reachability until nothing goes any more.
  private mutating func repeatReachability(
    _ machine: borrowing TargetMachine, _ observer: Observer
  ) throws {
    try optimise { [program] in try program.optimise(for: machine) }
    for round in 1..<Self.mostRounds {
      program.round = round
      try optimise { [program, profile] in
        try program.simplify(for: machine, isLast: true, profile: profile)
      }
      try observer.finished(.specialise, round)
      let decisions = program.decisions.count
      try reach(observer, isFirst: false, round: round)
      if program.decisions.count == decisions { return }
    }
  }

  /// Runs LLVM's optimisers as `body` says, and takes down what they remove.
  private mutating func optimise(_ body: () throws -> Void) throws {
    try clock.measure(.specialise) { [program] in
      let before = program.definitions
      try body()
      program.noteLosses(since: before)
    }
  }

  /// Alternates the closed-world engine and LLVM's optimisers; `false` if `rounds` ended it.
  private mutating func repeatEngine(
    _ machine: borrowing TargetMachine, _ observer: Observer, _ rounds: Int?
  ) throws -> Bool {
    try optimise { [program] in try program.prepare(for: machine) }
    try observer.finished(.specialise, 0)
    for round in 1...Self.mostRounds {
      if let rounds, round > rounds { return false }
      program.round = round
      // Any round from the second on may be the last one, which explains what stays.
      let detail: Detail =
        round == 1 ? [.indirectCalls, .deadPlaces] : [.indirectCalls, .reasons]
      let analysis = clock.measure(.analyse) { [program] in program.analyseClosely(detail) }
      observer.analysed(analysis, .engine(round: round))
      for places in analysis.places where !places.dead.isEmpty {
        program.deadPlaces.append((round, places))
      }
      let changes = apply(analysis, round: round)
      try observer.finished(.eliminate, round)
      if round == 1 {
        try optimise { [program] in try program.optimise(for: machine) }
        continue
      }
      let isWorthwhile = changes * Self.leastShare > analysis.findings.instructionCount
      let isLast = round == Self.mostRounds || !isWorthwhile
      try optimise { [program, profile] in
        try program.simplify(for: machine, isLast: isLast, profile: profile)
      }
      try observer.finished(.specialise, round)
      if isLast { break }
    }
    return true
  }
}
