import CLLVM
import LLVMShim

/// An instruction.
package struct Instruction: Hashable {

  /// The instruction as a value (its result).
  package let value: Value

  /// LLVM's handle.
  var raw: LLVMValueRef { value.raw }

  /// What the instruction does.
  package var operation: Operation { Operation(LLVMGetInstructionOpcode(raw)) }

  /// The block that the instruction stands in.
  package var block: Block { Block(raw: LLVMGetInstructionParent(raw)) }

  /// The function that the instruction stands in.
  package var function: Function {
    Function(value: Value(raw: LLVMGetBasicBlockParent(LLVMGetInstructionParent(raw))))
  }

  /// The place in the source, from debug information.
  package var site: (file: String, line: Int)? {
    guard let location = LLVMInstructionGetDebugLoc(raw) else { return nil }
    guard let scope = LLVMDILocationGetScope(location) else { return nil }
    guard let file = LLVMDIScopeGetFile(scope) else { return nil }
    return (path(of: file), Int(LLVMDILocationGetLine(location)))
  }

  /// The place in the source that the instruction came from before functions were inlined: the
  /// outermost call, in the function where the instruction stands now.
  package var outermostSite: (file: String, line: Int)? {
    guard var location = LLVMInstructionGetDebugLoc(raw) else { return nil }
    while let outer = LLVMDILocationGetInlinedAt(location) { location = outer }
    guard let scope = LLVMDILocationGetScope(location) else { return nil }
    guard let file = LLVMDIScopeGetFile(scope) else { return nil }
    return (path(of: file), Int(LLVMDILocationGetLine(location)))
  }

  /// Takes the instruction out of its block and frees it; nothing may use it.
  package func erase() {
    LLVMInstructionEraseFromParent(raw)
  }

  /// The metadata of kind `kind`.
  package func metadata(_ kind: MetadataKind, in context: Context) -> Value? {
    LLVMGetMetadata(raw, kind.id(in: context)).map { Value(raw: $0) }
  }

  /// `true` iff this is a load or store that the program can watch.
  package var isVolatile: Bool { LLVMGetVolatile(raw) != 0 }

  /// The blocks that may follow.
  package var successors: [Block] {
    (0..<LLVMGetNumSuccessors(raw)).map { Block(raw: LLVMGetSuccessor(raw, $0)) }
  }
}

/// Calls.
extension Instruction {

  /// `true` iff the instruction calls something.
  package var isCall: Bool {
    let operation = operation
    return operation == .call || operation == .invoke || operation == .callBranch
  }

  /// What is called.
  package var callee: Value { Value(raw: LLVMGetCalledValue(raw)) }

  /// The type that is called.
  package var calledType: Type { Type(raw: LLVMGetCalledFunctionType(raw)) }

  /// The number of arguments of a call, bundles apart.
  package var argumentCount: Int { Int(LLVMGetNumArgOperands(raw)) }

  /// The arguments of a call.
  package var arguments: [Value] { (0..<argumentCount).map(value.operand) }

  /// The prototype hash that the compiler attached to an indirect call (`kcfi`).
  package var prototypeHash: UInt32? {
    for index in 0..<LLVMGetNumOperandBundles(raw) {
      guard let bundle = LLVMGetOperandBundleAtIndex(raw, index) else { continue }
      defer { LLVMDisposeOperandBundle(bundle) }
      let tag = String(readingWith: { LLVMGetOperandBundleTag(bundle, $0) })
      guard tag == "kcfi", let hash = LLVMGetOperandBundleArgAtIndex(bundle, 0) else { continue }
      return UInt32(truncatingIfNeeded: LLVMConstIntGetZExtValue(hash))
    }
    return nil
  }

  /// The assembly text of an inline-assembly callee.
  package var assembly: String? {
    guard LLVMIsAInlineAsm(LLVMGetCalledValue(raw)) != nil else { return nil }
    return String(readingWith: { LLVMGetInlineAsmAsmString(LLVMGetCalledValue(raw), $0) })
  }

  /// The number that the compiler gave to the inline assembly that is called, or 0.
  package var assemblyNumber: UInt64 { shim_assembly_number(raw) }

  /// The constraints of an inline-assembly callee.
  package var assemblyConstraints: String {
    String(readingWith: { LLVMGetInlineAsmConstraintString(LLVMGetCalledValue(raw), $0) })
  }
}

/// Memory.
extension Instruction {

  /// The type whose memory an `alloca` makes.
  package var allocatedType: Type { Type(raw: LLVMGetAllocatedType(raw)) }
}

extension Value {

  /// The type that a `getelementptr` (instruction or expression) steps over.
  package var sourceElementType: Type { Type(raw: LLVMGetGEPSourceElementType(raw)) }
}

/// Branches.
extension Instruction {

  /// `true` iff a branch has a condition.
  package var isConditional: Bool { LLVMIsConditional(raw) != 0 }

  /// The condition of a branch, or of a switch.
  package var condition: Value {
    operation == .switch ? value.operand(0) : Value(raw: LLVMGetCondition(raw))
  }

  /// The predicate of an integer comparison.
  package var predicate: Predicate { Predicate(rawValue: LLVMGetICmpPredicate(raw).rawValue)! }

  /// The predecessors and values of a phi.
  package var incoming: [(value: Value, block: Block)] {
    (0..<LLVMCountIncoming(raw)).map {
      (Value(raw: LLVMGetIncomingValue(raw, $0)), Block(raw: LLVMGetIncomingBlock(raw, $0)))
    }
  }
}

/// How two integers are compared.
package enum Predicate: UInt32, Hashable, Sendable {
  case equal = 32
  case notEqual
  case unsignedGreater
  case unsignedGreaterOrEqual
  case unsignedLess
  case unsignedLessOrEqual
  case signedGreater
  case signedGreaterOrEqual
  case signedLess
  case signedLessOrEqual
}
