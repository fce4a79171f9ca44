import LLVM
import Model
package import WholeProgram

/// Guards: what an analysis believes is checked while the program runs, instead of being relied on.
///
/// What it does: a value that is believed to be always the same is compared, and used as what it is
/// believed to be from there on; an edge that is never taken leads to a report; what never runs is a
/// report; an indirect call is compared with all that it can reach; a function that nothing calls is
/// a report; pointers that nothing reads (in tables, and in stores) become addresses at which nothing
/// is mapped and which tell their number. Each check has a number, and `Program.guards` says what is
/// believed there and why.
///
/// Why that is sound: a program in which every belief is true runs as before. If one is false, the
/// first that is contradicted ends the machine: what the later ones and LLVM draw from it runs only
/// after its check. So every round can be guarded although each stands on the ones before.
///
/// What it cannot see: calls of what is no code, which fault by themselves; that numbers which nothing
/// reads are read (their stores and what tables hold of them stay as they are); and values that may be undefined or poison, which are
/// neither checked nor made use of. Cost: linear, and an image that is larger than the program was.
extension Program {

  /// The function that ends the machine with the report of a guard.
  package static let guardReport = "guard_report"

  /// Guards what `analysis`, which was the one of `round`, believes.
  package func guardBeliefs(of analysis: Analysis, round: Int) {
    guard let report = module.function(Self.guardReport) else {
      preconditionFailure("the library OS has no \(Self.guardReport)")
    }
    let writer = GuardWriter(self, report, round: round)
    writer.guardValues(analysis.findings)
    writer.guardCalls(analysis.findings)
    writer.guardStores(analysis.findings)
    writer.guardEdges(analysis.findings)
    writer.guardStarts(analysis.findings)
    writer.guardSlots(analysis)
    writer.guardFunctions(analysis)
    writer.forgetPromises()
  }
}

/// Writes the guards of one round into a program.
struct GuardWriter {

  /// The program.
  let program: Program
  /// The function that is called when a belief turns out to be false.
  let report: Function
  /// The round of analysis.
  let round: Int

  /// A writer of the guards of `round` into `program`, which call `report`.
  init(_ program: Program, _ report: Function, round: Int) {
    self.program = program
    self.report = report
    self.round = round
  }

  /// Notes what a guard believes; returns its number.
  func note(_ symbol: String, _ site: Site?, _ belief: String, because reason: String) -> Int {
    program.guards.append(
      GuardedBelief(round: round, symbol: symbol, site: site, belief: belief, reason: reason))
    return program.guards.count - 1
  }

  /// Inserts the report of guard `number` before `instruction`.
  func insertReport(_ number: Int, before instruction: Instruction) {
    let builder = Builder(before: instruction, in: program.context)
    builder.call(
      report.value, report.signature, [program.context.integer(UInt64(number), bits: 64)])
  }

  /// `true` iff `block` does nothing but report that a guard fired.
  func isReport(_ block: Block) -> Bool {
    block.firstNonPhi.map(isReport) ?? false
  }

  /// `true` iff `instruction` calls the report.
  func isReport(_ instruction: Instruction) -> Bool {
    instruction.isCall && instruction.callee == report.value
  }

  /// Guards that indirect calls reach only what is believed, and makes those of one function direct.
  func guardCalls(_ findings: Findings) {
    let codeStart = program.module.linkerSymbol("__text_start")
    let codeEnd = program.module.linkerSymbol("__text_end")
    for (call, targets) in findings.callTargets
    where call.callee.asFunction == nil && call.callee != report.value {
      let names = targets.map(\.name).joined(separator: ", ")
      let number = note(
        call.function.name, call.place,
        "the call through a pointer reaches \(names.isEmpty ? "nothing" : "only \(names)")",
        because: "no other function's address arrives here")
      let builder = Builder(before: call, in: program.context)
      // A call of null, or of data, is the program's own fault, and becomes one, instead of never
      // happening.
      call.function.addAttribute("null_pointer_is_valid", in: program.context)
      var isOther = builder.lies(call.callee, from: codeStart, before: codeEnd)
      for target in targets {
        isOther = builder.and(isOther, builder.differ(call.callee, target.value))
      }
      insertReport(number, before: call.insertExit(if: isOther))
      if targets.count == 1, call.calledType == targets[0].signature {
        call.setCallee(targets[0].value)
      }
    }
  }

  /// Lets pointers that nothing reads be stored as addresses that tell where they come from.
  func guardStores(_ findings: Findings) {
    for store in findings.deadStores
    where store.value.operand(0).type.kind == .pointer && !isMarker(store.value.operand(0)) {
      let number = note(
        store.function.name, store.place, "nothing reads the pointer that is stored here",
        because: "no load that runs can meet the store")
      store.value.setOperand(0, to: marker(number))
    }
  }

  /// Guards edges that are never taken.
  func guardEdges(_ findings: Findings) {
    for (terminator, successor) in findings.deadEdges {
      guard !isReport(terminator.successors[successor]) else { continue }
      let way =
        terminator.operation == .branch
        ? successor == 0 ? "the condition is never true" : "the condition is never false"
        : successor == 0
          ? "no value but those of the cases arrives"
          : "\(terminator.caseValue(successor).signedInteger ?? 0) never arrives"
      let number = note(
        terminator.function.name, terminator.place, way,
        because: findings.reason(terminator.condition) ?? "")
      let block = terminator.function.appendBlock(in: program.context)
      Builder(atEndOf: block, in: program.context).unreachable()
      if let end = block.terminator { insertReport(number, before: end) }
      terminator.leadSuccessor(successor, to: block)
    }
  }

  /// Guards what never runs in functions that do.
  func guardStarts(_ findings: Findings) {
    for start in findings.deadStarts where !isReport(start) {
      let isBlock = start.block.firstNonPhi == start
      let number = note(
        start.function.name, start.place, "this never runs",
        because: isBlock ? "no branch that runs leads here" : "what stands before does not return")
      insertReport(number, before: start)
      start.makeUnreachable()
    }
  }

  /// Guards that nothing calls the functions that `analysis` did not reach.
  func guardFunctions(_ analysis: Analysis) {
    for (id, isLive) in analysis.isLive.enumerated() where !isLive {
      guard let function = analysis.index.function(Symbol.ID(id)), !function.isDeclaration,
        function != report, function.attribute(Self.mark) == nil
      else { continue }
      let number = note(
        function.name, program.origin(of: function).site, "nothing calls '\(function.name)'",
        because: "no call that runs names it or gets its address")
      function.eraseBody()
      let block = function.appendBlock(in: program.context)
      Builder(atEndOf: block, in: program.context).unreachable()
      if let end = block.terminator { insertReport(number, before: end) }
      function.makeInternal()
      function.setAttribute(Self.mark, to: "", in: program.context)
      function.removeAttribute("alwaysinline")
      function.removeAttribute("naked")
      function.addAttribute("noinline", in: program.context)
    }
  }

  /// The attribute of functions that are reports.
  private static let mark = "specialise-guard"

  /// What LLVM found out about functions when they could not end the machine.
  private static let promises = ["memory", "willreturn", "nosync", "nofree", "norecurse"]

  /// Takes back what LLVM promised about functions when they had no guards.
  func forgetPromises() {
    for function in program.module.functions where !function.isDeclaration {
      for promise in Self.promises { function.removeAttribute(promise) }
    }
  }
}
