import CLLVM
import LLVMShim

/// A function that a function of the program chooses when the program is loaded (an ifunc).
package struct IndirectFunction: Global {

  /// The function as a value.
  package let value: Value
}

extension Module {

  /// The functions that are chosen when the program is loaded.
  package var indirectFunctions: [IndirectFunction] {
    var result: [IndirectFunction] = []
    var next = LLVMGetFirstGlobalIFunc(raw)
    while let current = next {
      result.append(IndirectFunction(value: Value(raw: current)))
      next = LLVMGetNextGlobalIFunc(current)
    }
    return result
  }
}

/// A further name of a function or a variable.
package struct Alias: Global {

  /// The alias as a value.
  package let value: Value

  /// What the alias stands for, directly.
  package var target: Value { Value(raw: LLVMAliasGetAliasee(value.raw)) }

  /// Makes every user use the target, and erases the name unless `isKept`.
  package func resolve(isKept: Bool) {
    value.replaceAllUses(with: target)
    if !isKept { shim_erase_alias(value.raw) }
  }
}
