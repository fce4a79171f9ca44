import Model
import Report
import WholeProgram

/// What the report says of reasons: chains, slots, places, the ledger and indirect calls.
extension Pipeline {

  /// Adds to `facts` why things stay in `program`, and why others do not.
  func explain(_ program: Program, _ outcome: Outcome, _ facts: inout ReportFacts) {
    typealias Caller = SizeReport.SystemCall.Caller
    facts.explanations = outcome.reasons.explanations.map { symbol, reason in
      SizeReport.Explanation(
        symbol: symbol, step: reason.step.rawValue, from: reason.from, site: reason.site,
        with: reason.with, withSite: reason.withSite, withStep: reason.withStep?.rawValue,
        offset: reason.offset, caller: reason.caller, callSite: reason.callSite)
    }
    let fields = program.fields
    facts.slots = outcome.reasons.readSlots.map { slot in
      SizeReport.Slot(
        variable: slot.variable, offset: slot.offset, field: fields[slot.variable]?[slot.offset],
        target: slot.target, readers: slot.readers.map { Caller(symbol: $0.symbol, site: $0.site) })
    }
    facts.clearedSlots = program.clearedSlots.map { slot in
      SizeReport.ClearedSlot(
        variable: slot.variable, offset: slot.offset, field: fields[slot.variable]?[slot.offset],
        target: slot.target, round: slot.round)
    }
    facts.code = SizeReport.Code(
      running: outcome.places.map { places in
        (places.function, places.running.map { ($0.sites, $0.from) })
      },
      dead: program.deadPlaces.flatMap { round, places in
        places.dead.map { (places.function, round, $0.sites, $0.reason) }
      })
    facts.indirectCalls = SizeReport.IndirectCalls(
      before: outcome.indirectCalls.before.map(Self.call), madeDirect: program.callsMadeDirect,
      left: outcome.indirectCalls.after.map(Self.call))
  }

  /// The report's words for `call`.
  private static func call(_ call: IndirectCall) -> SizeReport.IndirectCalls.Call {
    .init(
      function: call.function, site: call.site, bySignature: call.bySignature,
      byAnalysis: call.byAnalysis)
  }

  /// Adds the ledger to `facts`, with what each entry keeps in the image.
  func price(_ program: Program, _ outcome: Outcome, _ facts: inout ReportFacts) {
    var sizes: [String: Int] = [:]
    for region in facts.map.regions {
      guard let symbol = region.label.symbol else { continue }
      sizes[symbol, default: 0] += region.length
    }
    let entries = outcome.reasons.entries
    let prices = outcome.reasons.prices(sizes)
    var ledger: [Assumption: Int] = [:]
    for (entry, bytes) in zip(entries, prices.entries) {
      ledger[entry] = max(ledger[entry] ?? 0, bytes)
    }
    facts.assumptions = program.assumptions
    facts.assumptions += ledger.map { entry, bytes in
      Assumption(
        hazard: entry.hazard, assumption: entry.assumption, site: entry.site, symbol: entry.symbol,
        bytes: bytes)
    }
    facts.hazards = Dictionary(grouping: facts.assumptions, by: \.hazard).map { hazard, members in
      SizeReport.Hazard(
        hazard: hazard, count: members.count, bytes: prices.hazards[hazard] ?? 0)
    }
  }
}
