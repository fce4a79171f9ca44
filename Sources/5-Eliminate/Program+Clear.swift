import LLVM
import Model
import WholeProgram

/// What nothing reads of variables becomes zero, of which the image holds nothing.
extension Program {

  /// Puts null in the place of every pointer that nothing reads.
  func clearSlots(_ analysis: Analysis) {
    for (id, offsets) in analysis.unreadSlots.sorted(by: { $0.key < $1.key }) {
      guard let variable = analysis.index.variable(id), let old = variable.initialiser else {
        continue
      }
      var slots: [(offset: Int, target: String)] = []
      let new = module.rewriting(old, in: context) { part, offset in
        guard part.isAddress, offsets.contains(offset) else { return part }
        slots.append((offset, part.kind == .expression ? part.operand(0).name : part.name))
        return part.type.zero
      }
      guard new != old else { continue }
      let name = variable.name
      clearedSlots += slots.map {
        ClearedSlot(variable: name, offset: $0.offset, target: $0.target, round: round)
      }
      variable.setInitialiser(new)
      decide(
        .cleared, variable, in: Self.stage,
        because: "nothing reads \(offsets.count) of its pointers")
    }
  }

  /// Puts zero in the place of every number in a structure or an array of structures that nothing reads.
  func clearNumbers(_ analysis: Analysis) {
    for (variable, whole, read) in variablesRead(analysis) {
      var bytes = 0
      let new = module.rewriting(whole, in: context) { part, offset in
        guard part.isNumber || part.kind == .data, part != part.type.zero else { return part }
        let range = offset..<offset + module.size(of: part.type)
        if read.contains(where: { $0.meets(range) }) { return part }
        bytes += range.count
        return part.type.zero
      }
      guard bytes > 0 else { continue }
      variable.setInitialiser(new)
      decide(
        .cleared, variable, in: Self.stage, because: "nothing reads \(bytes) bytes of its numbers")
    }
  }

  /// Returns the variables of which it is known what is read, with what they hold at the start and what is
  /// read of it.
  ///
  /// Those that stand in sections of their own are not among them, for code outside may look through these,
  /// nor those of which each thread has a copy, nor texts.
  func variablesRead(
    _ analysis: Analysis
  ) -> [(variable: GlobalVariable, whole: Value, read: [ReadPart])] {
    // By name, since variables go between one question and the next.
    analysis.findings.readParts.sorted { $0.key < $1.key }.compactMap { name, read in
      guard let variable = module.variable(name), variable.isLocal, variable.section.isEmpty,
        !variable.isThreadLocal, let whole = variable.initialiser, whole.kind == .aggregate
      else { return nil }
      return (variable, whole, read)
    }
  }
}
