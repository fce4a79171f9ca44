import CLLVM
import LLVMShim

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
