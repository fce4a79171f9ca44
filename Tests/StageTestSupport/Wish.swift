internal import LLVM
package import Model
internal import Testing
package import WholeProgram

/// What a test wants to hold, from a line `; WANT: …`:
///
/// - `live @f`, `dead @f`: what the analysis says;
/// - `kept @f`: the function has a body that is no trap, or the variable is there;
/// - `gone @f`: nothing of it can run or is there: removed or hollowed;
/// - `named @f`: it is there, as a trap perhaps, so that its address is its own;
/// - `removed @f`, `hollowed @f`: which of the two;
/// - `cleared @t+8`: the pointer at this offset of the variable is null;
/// - `holds @t+8 @f`: the pointer is the address of `f`;
/// - `number @t+8 5`: the four bytes there are this number;
/// - `size @t 16`: the variable has so many bytes;
/// - `root @f REASON`: the symbol is a root for this reason;
/// - `calls @f @g`: a direct call of `g` stands in `f`;
/// - `assumption TEXT`: the ledger has an assumption about a hazard with this text;
/// - `warning TEXT`, `error TEXT`: the link stage says so.
package struct Wish: Sendable, CustomTestStringConvertible {

  /// The line.
  package let text: String
  /// What is wanted.
  private let verb: String
  /// The words after the verb, names without their sigil.
  private let words: [String]

  /// The wish `text`.
  package init(_ text: String) {
    self.text = text
    let parts = text.split(separator: " ").map(String.init)
    verb = parts[0]
    words = parts.dropFirst().map { $0.hasPrefix("@") ? String($0.dropFirst()) : $0 }
  }

  /// The line.
  package var testDescription: String { text }

  /// `true` iff this is about the link stage's diagnostics.
  package var isAboutErrors: Bool { verb == "error" }

  /// The attribute of functions that are traps.
  private static let trap = "specialise-trap"

  /// `true` iff `diagnostics` have what is wanted.
  package func holds(in diagnostics: [Diagnostic]) -> Bool {
    diagnostics.contains { "\($0)".contains(words.joined(separator: " ")) }
  }

  /// `true` iff it holds for `program`, of which `analysis` said what is live before it was changed.
  package func holds(in program: Program, liveBefore live: Set<String>) -> Bool {
    switch verb {
    case "live": return live.contains(words[0])
    case "dead": return !live.contains(words[0])
    case "kept": return isThere(words[0], in: program)
    case "gone": return !isThere(words[0], in: program)
    case "named": return program.module.function(words[0]) != nil
    case "removed":
      return program.module.function(words[0]) == nil && program.module.variable(words[0]) == nil
    case "hollowed":
      return program.module.function(words[0])?.attribute(Self.trap) != nil
    case "cleared": return constant(program.context.pointerType, in: program)?.kind == .null
    case "holds": return constant(program.context.pointerType, in: program)?.name == words[1]
    case "number":
      let number = constant(program.context.integerType(32), in: program)
      return number?.unsignedInteger.map { "\($0)" } == words[1]
    case "size":
      let type = program.module.variable(words[0])?.contentType
      return type.map { "\(program.module.size(of: $0))" } == words[1]
    case "root":
      return program.roots.contains { $0.symbol == words[0] && $0.reason.rawValue == words[1] }
    case "calls": return calls(in: program)
    case "assumption":
      let text = words.joined(separator: " ")
      return program.assumptions.contains { $0.hazard.contains(text) }
    case "warning": return holds(in: program.diagnostics)
    default: preconditionFailure("no such wish: \(text)")
    }
  }

  /// `true` iff `name` can run or be read in `program`.
  private func isThere(_ name: String, in program: Program) -> Bool {
    if let function = program.module.function(name) {
      return !function.isDeclaration && function.attribute(Self.trap) == nil
    }
    return program.module.variable(name).map { !$0.isDeclaration } ?? false
  }

  /// The constant of type `type` at the place `name+offset` that the first word names.
  private func constant(_ type: Type, in program: Program) -> Value? {
    let parts = words[0].split(separator: "+")
    guard let content = program.module.variable(String(parts[0]))?.initialiser else { return nil }
    let offset = parts.count > 1 ? Int(parts[1])! : 0
    return program.module.load(type, from: content, at: offset)
  }

  /// `true` iff a direct call of the second word stands in the function of the first.
  private func calls(in program: Program) -> Bool {
    guard let caller = program.module.function(words[0]) else { return false }
    return caller.blocks.contains { block in
      block.instructions.contains { $0.isCall && $0.callee.name == words[1] }
    }
  }
}
