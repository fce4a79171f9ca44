import LLVM
import Model
package import WholeProgram

/// Folding: what the analysis found out is written into the program.
///
/// What it does: values that are always the same become constants; edges that are never taken lead
/// nowhere; what never runs is cut off; indirect calls of one function become direct; stores that
/// nothing reads go. Why that is sound: each finding holds in every run, and they hold together,
/// because all come from one fixpoint; what LLVM has said of the memory that parameters lead to is
/// forgotten, since constants take the place of parameters. What holds afterwards: LLVM can remove the rest. Cost: linear.
extension Program {

  /// Writes `findings` into the program; returns the number of changes.
  @discardableResult
  package func fold(_ findings: Findings) -> Int {
    var changes = 0
    if findings.constants.contains(where: { $0.value.type.kind == .pointer }) {
      module.forgetParameterEffects()
    }
    for (value, constant) in findings.constants where value.isUsed {
      guard let replacement = self.constant(constant, like: value.type) else { continue }
      value.replaceAllUses(with: replacement)
      changes += 1
    }
    for (call, target) in findings.directCalls where call.calledType == target.signature {
      call.setCallee(target.value)
      callsMadeDirect += 1
      changes += 1
    }
    for store in findings.deadStores {
      store.erase()
      changes += 1
    }
    for (terminator, successor) in findings.deadEdges {
      terminator.cutSuccessor(successor)
      changes += 1
    }
    for start in findings.deadStarts {
      start.makeUnreachable()
      changes += 1
    }
    return changes
  }

  /// The LLVM constant for `constant`, of type `type`.
  func constant(_ constant: Findings.Constant, like type: Type) -> Value? {
    switch (constant, type.kind) {
    case (.integer(let value), .integer): context.integer(value, like: type)
    case (.integer(0), .pointer): context.null
    case (.address(let base, let offset), .pointer): context.address(offset, into: base)
    default: nil
    }
  }
}
