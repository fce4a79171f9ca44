import LLVM

/// Calls of the C library that the compiler knows the meaning of.
///
/// LLVM replaces such calls by simpler ones (`printf("x\\n")` by `puts("x")`), which the archives may
/// have to provide. So this happens once, for the application's units, while members can still be
/// extracted; from then on every function is marked `no-builtins`, and no pass can bring up a name
/// that the closed program lacks. (It also lets the library's functions, which are compiled
/// freestanding, be inlined into the application's: LLVM asks that the caller knows no more.)
enum LibraryCalls {

  /// LLVM's passes that replace calls.
  static let passes = "function(sroa,early-cse,instcombine<no-verify-fixpoint>)"

  /// The functions that intrinsic functions for blocks of memory become.
  static let memory = ["memcpy", "memmove", "memset"]

  /// What the support archives, which were compiled by others, refer to.
  static let support = ["__stack_chk_fail"]

  /// Returns the symbols that `module` needs, but did not when `table` was made.
  static func introduced(by module: borrowing Module, beyond table: SymbolTable) -> [String] {
    let known = Set(table.symbols.map(\.name))
    let declared = module.functions.filter {
      $0.isDeclaration && !$0.isIntrinsic && $0.value.isUsed
    }
    return declared.map(\.name).filter { !known.contains($0) }.sorted()
  }

  /// Makes visible what code generation would call behind the program's back: intrinsic functions of
  /// mathematics, and remainders of fractions, become calls of the library's functions.
  static func expose(in module: borrowing Module) {
    for function in module.functions where function.isIntrinsic {
      exposePairs(behind: function, in: module)
      guard let name = libraryFunction(behind: function) else { continue }
      for call in function.value.users.compactMap(\.asInstruction) where call.isCall {
        let arguments = call.arguments.filter { $0.kind != .metadata }
        replace(call, by: name, arguments, in: module)
      }
    }
    for function in module.functions {
      for block in function.blocks {
        for instruction in block.instructions where instruction.operation == .floatRemainder {
          guard let suffix = suffix(of: instruction.value.type) else { continue }
          replace(instruction, by: "fmod" + suffix, instruction.value.operands, in: module)
        }
      }
    }
  }

  /// Replaces calls of the intrinsic `function` if it returns two numbers at once: the library's
  /// functions store one or both through pointers.
  private static func exposePairs(behind function: Function, in module: borrowing Module) {
    let parts = function.name.split(separator: ".").map(String.init)
    guard parts.count > 2, parts[0] == "llvm", let stored = pairs[parts[1]] else { return }
    let pair = function.signature.result
    guard let suffix = suffix(of: pair.field(0)) else { return }
    for call in function.value.users.compactMap(\.asInstruction) where call.isCall {
      let start = call.function.blocks.lazy.flatMap(\.instructions).first { _ in true } ?? call
      let places = Builder(before: start, in: module.context)
      let memory = stored.map { places.allocate(pair.field($0)) }
      let result = stored.contains(0) ? module.context.voidType : pair.field(0)
      let arguments = call.arguments + memory
      let type = module.context.functionType(arguments.map(\.type), to: result)
      let name = parts[1] + suffix
      let target = module.function(name) ?? module.addFunction(name, type)
      let builder = Builder(before: call, in: module.context)
      let direct = builder.call(target.value, type, arguments)
      var fields = [direct.value, direct.value]
      for (field, place) in zip(stored, memory) {
        fields[field] = builder.load(pair.field(field), from: place)
      }
      call.value.replaceAllUses(with: builder.structure(pair, fields))
      call.erase()
    }
  }

  /// Intrinsic functions with two results, and which of them the library's functions store.
  private static let pairs: [String: [Int]] = ["modf": [1], "frexp": [1], "sincos": [0, 1]]

  /// Replaces `instruction` by a call of the library's function `name` with `arguments`.
  private static func replace(
    _ instruction: Instruction, by name: String, _ arguments: [Value], in module: borrowing Module
  ) {
    let type = module.context.functionType(arguments.map(\.type), to: instruction.value.type)
    let target = module.function(name) ?? module.addFunction(name, type)
    let builder = Builder(before: instruction, in: module.context)
    let call = builder.call(target.value, type, arguments)
    instruction.value.replaceAllUses(with: call.value)
    instruction.erase()
  }

  /// Forbids passes to replace calls in `module`.
  static func freeze(_ module: borrowing Module) {
    for function in module.functions where !function.isDeclaration {
      function.setAttribute("no-builtins", to: "", in: module.context)
    }
  }

  /// The library function that code generation calls for the intrinsic `function`, e.g. `pow` for
  /// `llvm.pow.f64` and for `llvm.experimental.constrained.pow.f64`.
  private static func libraryFunction(behind function: Function) -> String? {
    var parts = function.name.split(separator: ".").dropFirst()
    if parts.starts(with: ["experimental", "constrained"]) { parts = parts.dropFirst(2) }
    guard let name = parts.first.map(String.init), mathematics.contains(name) else { return nil }
    let base = name == "minnum" ? "fmin" : name == "maxnum" ? "fmax" : name
    let floats = function.signature.parameters.first { $0.kind != .integer && $0.kind != .other }
    return floats.flatMap(suffix).map { base + $0 }
  }

  /// What the library appends to a function's name for arguments of type `type`.
  private static func suffix(of type: Type) -> String? {
    switch type.kind {
    case .floatingPoint: type.isDouble ? "" : type.isFloat ? "f" : nil
    case .x87: "l"
    default: nil
    }
  }

  /// Intrinsic functions for which the machine has no instruction; they are named as the library's.
  private static let mathematics: Set<String> = [
    "sin", "cos", "tan", "asin", "acos", "atan", "atan2", "sinh", "cosh", "tanh", "exp", "exp2",
    "exp10", "log", "log2", "log10", "pow", "floor", "ceil", "trunc", "rint", "nearbyint", "round",
    "roundeven", "fma", "minnum", "maxnum", "ldexp", "lrint", "llrint", "lround", "llround",
  ]
}
