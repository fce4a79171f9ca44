import LLVM
import Model
package import WholeProgram

/// Notes for people, in a section of the symbol file that is never loaded.
extension Program {

  /// Adds to the program's code why functions were removed that something still names, and what
  /// guards believe.
  package func attachNotes() {
    var reasons: [String: String] = [:]
    for decision in decisions
    where decision.verdict == .hollowed && module.function(decision.symbol) != nil {
      reasons[decision.symbol] = decision.reason
    }
    let notes = ImageNotes(reasons: reasons, guards: guards)
    if notes.isEmpty { return }
    var text = ".section \(ImageNotes.section),\"\",@progbits\n"
    let bytes = notes.bytes
    for start in stride(from: 0, to: bytes.count, by: 64) {
      let line = bytes[start..<min(start + 64, bytes.count)].map { "\($0)" }
      text += ".byte \(line.joined(separator: ","))\n"
    }
    module.appendAssembly(text + ".text\n")
  }
}
