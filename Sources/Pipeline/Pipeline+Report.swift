import Foundation
import Image
import LLVM
import LibraryOS
import Model
import Report
import Specialise
import WholeProgram

/// The report stage: decisions, roots, explanations and the map of the bytes become one value.
extension Pipeline {

  /// Returns the report on `program`, whose image is made.
  func makeReport(on program: Program, _ outcome: Outcome) throws -> SizeReport {
    guard let image = outcome.image else { preconditionFailure("there is no image to report on") }
    var facts = ReportFacts(
      tool: Self.toolName, target: Self.triple, imageName: job.output,
      memoryBytes: image.memoryBytes, map: image.map)
    facts.inputs = job.inputs.map {
      let bytes = FileManager.default.contents(atPath: $0) ?? Data()
      return SizeReport.Input(path: $0, contents: Array(bytes))
    }
    facts.components = components.components.values.sorted { $0.name < $1.name }
    facts.baselines = outcome.baselines
    facts.roots = program.roots
    facts.decisions = program.decisions
    if !job.profiles.isEmpty { facts.fastFunctions = program.fastFunctions }
    facts.systemCalls = systemCalls(of: program, outcome.liveSymbols)
    explain(program, outcome, &facts)
    price(program, outcome, &facts)
    facts.run = SizeReport.Run(
      stages: outcome.laps.map {
        .init(
          stage: $0.stage.rawValue, milliseconds: $0.milliseconds, peakBytes: $0.peakBytes,
          rounds: $0.rounds)
      })
    return SizeReport(facts)
  }

  /// The name of this tool with the version of LLVM that it is built on.
  private static var toolName: String { "specialise 0.1 (LLVM \(libraryVersion))" }

  /// Returns the system calls that the functions `live` of `program` can make, one entry a number.
  private func systemCalls(
    of program: Program, _ live: Set<String>
  ) -> [SizeReport.SystemCall] {
    typealias Caller = SizeReport.SystemCall.Caller
    let names = SystemCallNames(of: job.installation)
    let uses = program.systemCalls.filter { live.contains($0.caller) }
    return Dictionary(grouping: uses, by: \.number).map { number, uses in
      let callers = Set(uses.map { Caller(symbol: $0.caller, site: $0.site) })
      let users = Set(
        uses.flatMap(\.users).filter { live.contains($0.symbol) }
          .map { Caller(symbol: $0.symbol, site: $0.site) })
      return SizeReport.SystemCall(
        number: number, name: number.map { names[$0] } ?? "any", handler: uses[0].handler,
        callers: Array(callers), users: Array(users))
    }
  }
}
