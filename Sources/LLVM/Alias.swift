import CLLVM

/// A further name of a function or a variable.
package struct Alias: Global {

  /// The alias as a value.
  package let value: Value

  /// What the alias stands for, directly.
  package var target: Value { Value(raw: LLVMAliasGetAliasee(value.raw)) }

  /// Makes every user use the target, and erases the name unless `isKept`.
  package func resolve(isKept: Bool) {
    let users = value.users
    value.replaceAllUses(with: target)
    precondition(users.isEmpty || !value.isUsed, "an alias is still used")
    if !isKept { LLVMDeleteGlobal(value.raw) }
  }
}
