import LLVM
import Model
import WholeProgram

/// Guards of values: of what is computed, and of pointers in tables.
extension GuardWriter {

  /// Guards values that are believed to be always the same; what used them uses the constants.
  func guardValues(_ findings: Findings) {
    // What is poison shows in the uses, which guards replace.
    let defined = findings.constants.filter { value, _ in
      value.isUsed && !mayBeUndefined(value, depth: 4) && !mayBePoison(value)
    }
    for (value, constant) in defined {
      guard let replacement = program.constant(constant, like: value.type),
        let place = placeAfter(value), !isOnlyGuarded(value, depth: 6)
      else { continue }
      let function = place.function
      let number = note(
        function.name, value.asInstruction?.place ?? program.origin(of: function).site,
        "\(subject(value)) is always \(text(constant))", because: findings.reason(value) ?? "")
      value.replaceAllUses(with: replacement)
      let builder = Builder(before: place, in: program.context)
      let isOther = builder.differ(builder.freeze(value), replacement)
      insertReport(number, before: place.insertExit(if: isOther))
    }
  }

  /// The first place where `value` can be looked at; `nil` if there is none.
  private func placeAfter(_ value: Value) -> Instruction? {
    if let function = value.parent {
      if function.hasAttribute("naked") || function == report { return nil }
      let entry = function.blocks.first { _ in true }
      return entry?.instructions.first { $0.operation != .alloca }
    }
    guard let instruction = value.asInstruction, !instruction.mustBeTailCall else { return nil }
    return instruction.operation == .phi ? instruction.block.firstNonPhi : instruction.next
  }

  /// `true` iff all that `value` decides is whether guards fire.
  private func isOnlyGuarded(_ value: Value, depth: Int) -> Bool {
    guard depth > 0 else { return false }
    return value.users.allSatisfy { user in
      guard let instruction = user.asInstruction else { return false }
      switch instruction.operation {
      case .branch, .switch: return instruction.successors.contains(where: isReport)
      case .freeze, .integerCompare, .and, .or, .xor, .zeroExtend, .truncate, .select, .phi:
        return isOnlyGuarded(user, depth: depth - 1)
      case .call: return isReport(instruction)
      default: return false
      }
    }
  }

  /// `true` iff `value` comes from one that nothing defines.
  private func mayBeUndefined(_ value: Value, depth: Int) -> Bool {
    if value.kind == .undefined { return true }
    guard depth > 0, let instruction = value.asInstruction else { return false }
    switch instruction.operation {
    case .load, .call, .invoke, .callBranch, .alloca: return false
    case .phi: return instruction.incoming.contains { mayBeUndefined($0.value, depth: depth - 1) }
    default: return value.operands.contains { mayBeUndefined($0, depth: depth - 1) }
    }
  }

  /// `true` iff `value` may be poison, legally: computed ahead of a condition under which it is not.
  ///
  /// Whatever is believed of such a value is true, and the machine would compute some other one.
  private func mayBePoison(_ value: Value) -> Bool {
    guard let instruction = value.asInstruction else { return false }
    return comesFromPoison(value, depth: 6) && !instruction.mustNotBePoison
  }

  /// `true` iff `value`, or something that it is computed from, may make poison of what is none.
  private func comesFromPoison(_ value: Value, depth: Int) -> Bool {
    guard let instruction = value.asInstruction else { return false }
    switch instruction.operation {
    case .load, .call, .invoke, .callBranch, .alloca, .freeze: return false
    default: break
    }
    if depth == 0 || instruction.mayMakePoison { return true }
    return value.operands.contains { comesFromPoison($0, depth: depth - 1) }
  }

  /// What `value` is, in a few words.
  private func subject(_ value: Value) -> String {
    if let index = value.argumentIndex { return "argument \(index + 1)" }
    guard let instruction = value.asInstruction else { return "a value" }
    switch instruction.operation {
    case .load: return "what is read here"
    case .call, .invoke:
      let name = instruction.callee.asFunction?.name
      return name.map { "what '\($0)' returns" } ?? "what the call returns"
    case .integerCompare, .floatCompare: return "the comparison"
    case .phi, .select: return "the value that is chosen here"
    default: return "the value that is computed here"
    }
  }

  /// `constant` for people.
  private func text(_ constant: Findings.Constant) -> String {
    switch constant {
    case .integer(let value): "\(Int64(bitPattern: value))"
    case .address(let base, 0): "the address of '\(base.name)'"
    case .address(let base, let offset): "the address \(offset) bytes into '\(base.name)'"
    }
  }

  /// Puts addresses that tell their number in the place of pointers in tables that nothing reads.
  func guardSlots(_ analysis: Analysis) {
    for (id, offsets) in analysis.unreadSlots.sorted(by: { $0.key < $1.key }) {
      guard let variable = analysis.index.variable(id), let old = variable.initialiser else {
        continue
      }
      let new = program.module.rewriting(old, in: program.context) { part, offset in
        guard part.isAddress, offsets.contains(offset), part.type.kind == .pointer, !isMarker(part)
        else { return part }
        let name = part.name.isEmpty ? "" : ", '\(part.name)'"
        return marker(
          note(
            variable.name, program.origin(of: variable).site,
            "nothing reads the pointer at offset \(offset) of '\(variable.name)'\(name)",
            because: "no load that runs can meet it"))
      }
      if new != old { variable.setInitialiser(new) }
    }
  }

  /// The pointer that stands for guard `number` where a pointer is never used.
  func marker(_ number: Int) -> Value {
    program.context.pointer(at: GuardedBelief.marker(for: number))
  }

  /// `true` iff `value` is such a pointer.
  func isMarker(_ value: Value) -> Bool {
    value.kind == .expression && value.operation == .integerToPointer
  }
}
