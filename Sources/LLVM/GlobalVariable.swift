import CLLVM
import LLVMShim

/// A global variable of a module, defined or declared.
package struct GlobalVariable: Global {

  /// The variable as a value (its address).
  package let value: Value

  /// LLVM's handle.
  var raw: LLVMValueRef { value.raw }

  /// The type of what the variable holds.
  package var contentType: Type { Type(raw: LLVMGlobalGetValueType(raw)) }

  /// What the variable holds at start.
  package var initialiser: Value? { LLVMGetInitializer(raw).map { Value(raw: $0) } }

  /// Sets what the variable holds at start; the type must be the variable's.
  package func setInitialiser(_ value: Value?) {
    LLVMSetInitializer(raw, value?.raw)
  }

  /// `true` iff nothing writes the variable.
  package var isConstant: Bool {
    get { LLVMIsGlobalConstant(raw) != 0 }
    nonmutating set { LLVMSetGlobalConstant(raw, newValue ? 1 : 0) }
  }

  /// `true` iff each thread has its own.
  package var isThreadLocal: Bool { LLVMIsThreadLocal(raw) != 0 }

  /// The alignment in bytes, or 0 for the type's own.
  package var alignment: Int {
    get { Int(LLVMGetAlignment(raw)) }
    nonmutating set { LLVMSetAlignment(raw, UInt32(newValue)) }
  }

  /// The line of the definition, from debug information.
  package func site(in context: Context) -> (file: String, line: Int)? {
    var count = 0
    guard let entries = LLVMGlobalCopyAllMetadata(raw, &count) else { return nil }
    defer { LLVMDisposeValueMetadataEntries(entries) }
    for index in 0..<UInt32(count)
    where LLVMValueMetadataEntriesGetKind(entries, index) == MetadataKind.debug.id(in: context) {
      let expression = LLVMValueMetadataEntriesGetMetadata(entries, index)
      guard let variable = LLVMDIGlobalVariableExpressionGetVariable(expression) else { continue }
      guard let file = LLVMDIVariableGetFile(variable) else { continue }
      return (path(of: file), Int(LLVMDIVariableGetLine(variable)))
    }
    return nil
  }

  /// Replaces the variable by one that holds `value`, of any type, and returns that.
  package func replacing(initialiser value: Value) -> GlobalVariable {
    GlobalVariable(value: Value(raw: shim_replace_initialiser(raw, value.raw)))
  }

  /// Deletes the variable, which nothing uses any more.
  package func erase() {
    precondition(!value.isUsed, "\(name) is still used")
    LLVMDeleteGlobal(raw)
  }
}
