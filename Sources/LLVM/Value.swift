import CLLVM
import LLVMShim

/// A value of a module: a constant, a global, an argument, an instruction.
///
/// Handles do not outlive the stage that uses them; what is stored is a symbol's id.
package struct Value: Hashable {

  /// LLVM's handle.
  let raw: LLVMValueRef

  /// What a value is.
  package enum Kind {
    case argument, function, alias, ifunc, variable, instruction, integer, null, undefined
    case aggregate, data, zero, expression, blockAddress, inlineAssembly, metadata, block, other
  }

  /// What the value is.
  package var kind: Kind {
    switch LLVMGetValueKind(raw) {
    case LLVMArgumentValueKind: .argument
    case LLVMFunctionValueKind: .function
    case LLVMGlobalAliasValueKind: .alias
    case LLVMGlobalIFuncValueKind: .ifunc
    case LLVMGlobalVariableValueKind: .variable
    case LLVMInstructionValueKind: .instruction
    case LLVMConstantIntValueKind: .integer
    case LLVMConstantPointerNullValueKind: .null
    case LLVMUndefValueValueKind, LLVMPoisonValueValueKind: .undefined
    case LLVMConstantStructValueKind, LLVMConstantArrayValueKind, LLVMConstantVectorValueKind:
      .aggregate
    case LLVMConstantDataArrayValueKind, LLVMConstantDataVectorValueKind: .data
    case LLVMConstantAggregateZeroValueKind: .zero
    case LLVMConstantExprValueKind: .expression
    case LLVMBlockAddressValueKind: .blockAddress
    case LLVMInlineAsmValueKind: .inlineAssembly
    case LLVMMetadataAsValueValueKind: .metadata
    case LLVMBasicBlockValueKind: .block
    default: .other
    }
  }

  /// The type of the value.
  package var type: Type { Type(raw: LLVMTypeOf(raw)) }

  /// The name, which is empty for most values.
  package var name: String {
    String(readingWith: { LLVMGetValueName2(raw, $0) })
  }

  /// The number of operands.
  package var operandCount: Int { Int(LLVMGetNumOperands(raw)) }

  /// Operand `index`.
  package func operand(_ index: Int) -> Value {
    Value(raw: LLVMGetOperand(raw, UInt32(index)))
  }

  /// The operands.
  package var operands: [Value] { (0..<operandCount).map(operand) }

  /// Makes `value` the operand `index`.
  package func setOperand(_ index: Int, to value: Value) {
    LLVMSetOperand(raw, UInt32(index), value.raw)
  }

  /// `true` iff something uses the value.
  package var isUsed: Bool { LLVMGetFirstUse(raw) != nil }

  /// The instructions and constants that use the value; one that uses it twice stands here twice.
  package var users: [Value] {
    var result: [Value] = []
    var use = LLVMGetFirstUse(raw)
    while let current = use {
      result.append(Value(raw: LLVMGetUser(current)))
      use = LLVMGetNextUse(current)
    }
    return result
  }

  /// Makes every user of this value use `other` instead.
  package func replaceAllUses(with other: Value) {
    LLVMReplaceAllUsesWith(raw, other.raw)
  }

  /// `true` iff the value is a constant number.
  package var isNumber: Bool { LLVMIsAConstantInt(raw) != nil || LLVMIsAConstantFP(raw) != nil }

  /// `true` iff the value is a constant that the linker makes an address of.
  package var isAddress: Bool {
    switch kind {
    case .function, .variable, .expression, .blockAddress: true
    default: false
    }
  }

  /// The value of an integer constant of at most 64 bits, zero-extended.
  package var unsignedInteger: UInt64? {
    guard LLVMIsAConstantInt(raw) != nil, LLVMGetIntTypeWidth(LLVMTypeOf(raw)) <= 64 else {
      return nil
    }
    return LLVMConstIntGetZExtValue(raw)
  }

  /// The value of an integer constant of at most 64 bits, sign-extended.
  package var signedInteger: Int64? {
    guard LLVMIsAConstantInt(raw) != nil, LLVMGetIntTypeWidth(LLVMTypeOf(raw)) <= 64 else {
      return nil
    }
    return LLVMConstIntGetSExtValue(raw)
  }

  /// The bytes of a constant array of bytes.
  package var bytes: [UInt8]? {
    guard LLVMIsAConstantDataSequential(raw) != nil, LLVMIsConstantString(raw) != 0 else {
      return nil
    }
    var count = 0
    guard let start = LLVMGetAsString(raw, &count) else { return nil }
    return Array(UnsafeRawBufferPointer(start: start, count: count))
  }

  /// Element `index` of a constant aggregate, also of a zero or packed one.
  package func element(_ index: Int) -> Value? {
    LLVMGetAggregateElement(raw, UInt32(index)).map { Value(raw: $0) }
  }

  /// The operation of an instruction or a constant expression.
  package var operation: Operation { Operation(LLVMGetConstOpcode(raw)) }

  /// The value as a function.
  package var asFunction: Function? {
    LLVMIsAFunction(raw) == nil ? nil : Function(value: self)
  }

  /// The value as a global variable.
  package var asVariable: GlobalVariable? {
    LLVMIsAGlobalVariable(raw) == nil ? nil : GlobalVariable(value: self)
  }

  /// The value as an instruction.
  package var asInstruction: Instruction? {
    LLVMIsAInstruction(raw) == nil ? nil : Instruction(value: self)
  }

  /// `true` iff the value is a constant, globals included.
  package var isConstant: Bool { LLVMIsConstant(raw) != 0 }

  /// The position of an argument in its function.
  package var argumentIndex: Int? {
    guard LLVMIsAArgument(raw) != nil else { return nil }
    let function = LLVMGetParamParent(raw)
    return (0..<Int(LLVMCountParams(function))).first { LLVMGetParam(function, UInt32($0)) == raw }
  }

  /// The text in LLVM's assembly language.
  package var text: String { String(consuming: LLVMPrintValueToString(raw)) }
}

extension Value {

  /// The function whose parameter this argument is.
  package var parent: Function? {
    guard LLVMIsAArgument(raw) != nil else { return nil }
    return Function(value: Value(raw: LLVMGetParamParent(raw)))
  }
}

extension Value {

  /// Frees the constants that use this one and that nothing uses.
  package func dropDeadConstantUsers() {
    shim_drop_dead_constant_users(raw)
  }

  /// An aggregate of this one's type with the elements `parts`.
  package func rebuilt(from parts: [Value], in context: Context) -> Value {
    var raws: [LLVMValueRef?] = parts.map(\.raw)
    return Value(raw: shim_rebuild_aggregate(raw, &raws, raws.count))
  }
}
