import LLVM
import Model
import WholeProgram

/// Finds `syscall` instructions in inline assembly, and puts calls of a placeholder in their place.
///
/// musl and programs reach the system through `syscall` with the number in `rax` and up to six
/// arguments in fixed registers. The placeholder takes the same seven values, so that the number
/// can be followed through the program as an ordinary argument. Sound because the constraints of
/// the assembly say which operand goes to which register; assembly that does more than `syscall`
/// is not touched but reported. Cost: one walk over the instructions of a unit.
enum SystemCallPlaceholder {

  /// The placeholder's name.
  static let name = "specialise.system_call"
  /// The registers of the number and of the arguments, in the order of the placeholder's parameters.
  private static let registers = ["ax", "di", "si", "dx", "r10", "r8", "r9"]

  /// Returns the placeholder of `module`, declaring it if need be.
  static func declare(in module: borrowing Module) -> Function {
    if let function = module.function(name) { return function }
    let word = module.context.integerType(64)
    let type = module.context.functionType(Array(repeating: word, count: 7), to: word)
    return module.addFunction(name, type)
  }

  /// Replaces each `syscall` of `module`; returns the functions that contained one, and what could
  /// not be replaced.
  static func insert(in module: borrowing Module) -> (changed: [Function], problems: [Diagnostic]) {
    var changed: [Function] = []
    var problems: [Diagnostic] = []
    for function in module.functions where !function.isDeclaration {
      var hasChanged = false
      for block in function.blocks {
        for instruction in block.instructions where instruction.operation == .call {
          guard let text = instruction.assembly, text.contains("syscall") else { continue }
          if replace(instruction, text, in: module) {
            hasChanged = true
          } else {
            problems.append(unknownForm(instruction, text, function))
          }
        }
      }
      if hasChanged { changed.append(function) }
    }
    return (changed, problems)
  }

  /// Replaces `call`, whose assembly is `text`; `false` if it is not of the known form.
  private static func replace(
    _ call: Instruction, _ text: String, in module: borrowing Module
  ) -> Bool {
    let lines = text.split { $0 == "\n" || $0 == ";" }.map { $0.filter { !$0.isWhitespace } }
    guard lines.filter({ !$0.isEmpty }) == ["syscall"] else { return false }
    guard let operands = operands(of: call), operands[0] != nil else { return false }
    let context = module.context
    let word = context.integerType(64)
    guard call.value.type == word || call.value.type.kind == .void else { return false }
    let builder = Builder(before: call, in: context)
    let arguments = operands.map { operand in
      operand.map { builder.convert($0, to: word) } ?? context.integer(0, bits: 64)
    }
    let placeholder = declare(in: module)
    let result = builder.call(placeholder.value, placeholder.signature, arguments)
    if call.value.type == word { call.value.replaceAllUses(with: result.value) }
    call.erase()
    return true
  }

  /// Returns the operands of `call` in the order of `registers`; `nil` if one goes elsewhere.
  private static func operands(of call: Instruction) -> [Value?]? {
    let inputs = call.assemblyConstraints.split(separator: ",").filter {
      !$0.hasPrefix("=") && !$0.hasPrefix("~") && !$0.hasPrefix("+")
    }
    guard inputs.count == call.argumentCount else { return nil }
    var result = [Value?](repeating: nil, count: registers.count)
    for (constraint, argument) in zip(inputs, call.arguments) {
      // A digit ties the operand to the first output, which is rax.
      let register = constraint == "0" ? "ax" : constraint.filter { $0 != "{" && $0 != "}" }
      guard let place = registers.firstIndex(of: register) else { return nil }
      result[place] = argument
    }
    return result
  }

  /// The warning that `instruction` stays as it is.
  private static func unknownForm(
    _ instruction: Instruction, _ text: String, _ function: Function
  ) -> Diagnostic {
    Diagnostic(
      .warning, at: instruction.place,
      "inline assembly with `syscall` in '\(function.name)' is not of a form that can be replaced",
      notes: ["assembly: \(text)"],
      recommendation: "use musl's syscall() instead; as it is, the instruction faults at run time")
  }
}
