import CLLVM
import LLVMShim

/// A function of a module, defined or declared.
package struct Function: Global {

  /// The function as a value.
  package let value: Value

  /// LLVM's handle.
  var raw: LLVMValueRef { value.raw }

  /// The type of the function itself, not of its address.
  package var signature: Type { Type(raw: LLVMGlobalGetValueType(raw)) }

  /// The parameters.
  package var parameters: [Value] {
    (0..<Int(LLVMCountParams(raw))).map { Value(raw: LLVMGetParam(raw, UInt32($0))) }
  }

  /// The personality function, and the constants before the function's code, if it has any.
  package var attachments: [Value] { value.operands }

  /// The number of parameters.
  package var parameterCount: Int { Int(LLVMCountParams(raw)) }

  /// The blocks, entry first.
  package var blocks: BlockSequence { BlockSequence(function: self) }

  /// LLVM's number if this is an intrinsic function, else 0.
  package var intrinsicID: UInt32 { LLVMGetIntrinsicID(raw) }

  /// `true` iff this is an intrinsic function.
  package var isIntrinsic: Bool { LLVMGetIntrinsicID(raw) != 0 }

  /// `true` iff the function has the attribute called `name` (of LLVM's own ones).
  package func hasAttribute(_ name: String) -> Bool {
    LLVMGetEnumAttributeAtIndex(raw, Self.functionIndex, AttributeKind.number(of: name)) != nil
  }

  /// Adds the attribute called `name` (of LLVM's own ones).
  package func addAttribute(_ name: String, in context: Context) {
    let attribute = LLVMCreateEnumAttribute(context.raw, AttributeKind.number(of: name), 0)
    LLVMAddAttributeAtIndex(raw, Self.functionIndex, attribute)
  }

  /// Removes the attribute called `name` (of LLVM's own ones).
  package func removeAttribute(_ name: String) {
    LLVMRemoveEnumAttributeAtIndex(raw, Self.functionIndex, AttributeKind.number(of: name))
  }

  /// The value of the text attribute `key`.
  package func attribute(_ key: String) -> String? {
    guard
      let attribute = LLVMGetStringAttributeAtIndex(
        raw, Self.functionIndex, key, UInt32(key.utf8.count))
    else { return nil }
    var length: UInt32 = 0
    guard let start = LLVMGetStringAttributeValue(attribute, &length) else { return nil }
    return String(
      decoding: UnsafeRawBufferPointer(start: start, count: Int(length)), as: UTF8.self)
  }

  /// The parameters that point to copies of structures which the caller made for the call (`byval`),
  /// with the types of these.
  package var copiedParameters: [(index: Int, type: Type)] {
    (0..<parameterCount).compactMap { index in
      let place = LLVMAttributeIndex(index + 1)
      return LLVMGetEnumAttributeAtIndex(raw, place, AttributeKind.byValue).map {
        (index, Type(raw: LLVMGetTypeAttributeValue($0)))
      }
    }
  }

  /// Sets the text attribute `key` to `text`.
  package func setAttribute(_ key: String, to text: String, in context: Context) {
    let attribute = LLVMCreateStringAttribute(
      context.raw, key, UInt32(key.utf8.count), text, UInt32(text.utf8.count))
    LLVMAddAttributeAtIndex(raw, Self.functionIndex, attribute)
  }

  /// The place where the function is defined, from debug information.
  package var site: (file: String, line: Int)? {
    guard let program = LLVMGetSubprogram(raw) else { return nil }
    guard let file = LLVMDIScopeGetFile(program) else { return nil }
    return (LLVM.path(of: file), Int(LLVMDISubprogramGetLine(program)))
  }

  /// Deletes all blocks, so that a declaration stays.
  package func eraseBody() {
    for block in Array(blocks) { block.detachInstructions() }
    for block in Array(blocks) { shim_delete_block(block.raw) }
    LLVMSetPersonalityFn(raw, nil)
    LLVMSetSubprogram(raw, nil)
    LLVMSetComdat(raw, nil)
  }

  /// Deletes the function, which nothing uses any more.
  package func erase() {
    precondition(!value.isUsed, "\(name) is still used")
    LLVMDeleteFunction(raw)
  }

  /// Adds a block at the end.
  package func appendBlock(in context: Context) -> Block {
    Block(raw: LLVMAppendBasicBlockInContext(context.raw, raw, ""))
  }

  /// The index that means "the function itself" among attributes.
  private static let functionIndex = LLVMAttributeIndex(bitPattern: LLVMAttributeFunctionIndex)
}

extension LLVMAttributeIndex {

  /// The index with the bits of `value`.
  fileprivate init(bitPattern value: Int) {
    self = LLVMAttributeIndex(truncatingIfNeeded: value)
  }
}

/// Returns the path of the debug-information file `file`: relative ones stay relative.
func path(of file: LLVMMetadataRef) -> String {
  var length: UInt32 = 0
  guard let start = LLVMDIFileGetFilename(file, &length) else { return "" }
  return String(decoding: UnsafeRawBufferPointer(start: start, count: Int(length)), as: UTF8.self)
}
