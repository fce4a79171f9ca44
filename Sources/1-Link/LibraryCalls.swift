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

  /// Returns the symbols that `module` needs, but did not when `table` was made.
  static func introduced(by module: borrowing Module, beyond table: SymbolTable) -> [String] {
    let known = Set(table.symbols.map(\.name))
    let declared = module.functions.filter { $0.isDeclaration && !$0.isIntrinsic && $0.value.isUsed }
    let calls =
      module.functions.compactMap(libraryFunction(behind:)) + remainderFunctions(in: module)
    return Set(declared.map(\.name) + calls).filter { !known.contains($0) }.sorted()
  }

  /// Forbids passes to replace calls in `module`.
  static func freeze(_ module: borrowing Module) {
    for function in module.functions where !function.isDeclaration {
      function.setAttribute("no-builtins", to: "", in: module.context)
    }
  }

  /// The library function that code generation may call for the intrinsic `function`.
  private static func libraryFunction(behind function: Function) -> String? {
    let parts = function.name.split(separator: ".")
    guard parts.count == 3, parts[0] == "llvm", mathematics.contains(String(parts[1])) else {
      return nil
    }
    switch parts[2] {
    case "f32": return parts[1] + "f"
    case "f64": return String(parts[1])
    case "f80": return parts[1] + "l"
    default: return nil
    }
  }

  /// The library functions that the machine code of `module` calls for remainders of fractions.
  private static func remainderFunctions(in module: borrowing Module) -> Set<String> {
    var result: Set<String> = []
    for function in module.functions {
      for block in function.blocks {
        for instruction in block.instructions where instruction.operation == .floatRemainder {
          let size = module.storeSize(of: instruction.value.type)
          result.insert(size == 4 ? "fmodf" : size == 8 ? "fmod" : "fmodl")
        }
      }
    }
    return result
  }

  /// Intrinsics that become calls of the functions they are named after.
  private static let mathematics: Set<String> = [
    "sin", "cos", "tan", "asin", "acos", "atan", "atan2", "sinh", "cosh", "tanh", "exp", "exp2",
    "exp10", "log", "log2", "log10", "pow", "floor", "ceil", "trunc", "rint", "nearbyint", "round",
    "roundeven", "fma", "fmin", "fmax", "ldexp", "lrint", "llrint", "lround", "llround",
  ]
}
