import CLLVM
import LLVMShim

/// Details of instructions that analyses read.
extension Instruction {

  /// `true` iff the result is promised not to wrap as an unsigned number.
  package var hasNoUnsignedWrap: Bool { LLVMGetNUW(raw) != 0 }

  /// `true` iff an address computation is promised to stay in the object that it starts from.
  package var staysInObject: Bool { LLVMIsInBounds(raw) != 0 }

  /// `true` iff the result is promised not to wrap as a signed number.
  package var hasNoSignedWrap: Bool { LLVMGetNSW(raw) != 0 }

  /// `true` iff the result may be poison although no operand is, such as a sum that wraps although it is
  /// promised not to.
  package var mayMakePoison: Bool { shim_may_make_poison(raw) != 0 }

  /// `true` iff the program's behaviour is not defined if the result is poison, say because a branch
  /// depends on it.
  package var mustNotBePoison: Bool { shim_poison_is_undefined(raw) != 0 }

  /// The number of successors; 0 for what does not end a block.
  package var successorCount: Int {
    LLVMIsATerminatorInst(raw) == nil ? 0 : Int(LLVMGetNumSuccessors(raw))
  }

  /// The constant for which a switch takes successor `index`, which is not the default (0).
  package func caseValue(_ index: Int) -> Value {
    Value(raw: LLVMGetSwitchCaseValue(raw, UInt32(index)))
  }

  /// The alignment in bytes of an `alloca`, a load or a store.
  package var alignment: Int { Int(LLVMGetAlignment(raw)) }

  /// `true` iff an atomic read-modify-write only exchanges, without arithmetic.
  package var isPlainExchange: Bool { LLVMGetAtomicRMWBinOp(raw) == LLVMAtomicRMWBinOpXchg }

  /// The indices of `extractvalue` or `insertvalue`.
  package var indices: [Int] {
    let count = Int(LLVMGetNumIndices(raw))
    guard let start = LLVMGetIndices(raw) else { return [] }
    return (0..<count).map { Int(start[$0]) }
  }

  /// The type that argument `index` of a call points to, where the call says so (`elementtype`).
  package func elementType(ofArgument index: Int) -> Type? {
    attribute(AttributeKind.number(of: "elementtype"), ofArgument: index).map {
      Type(raw: LLVMGetTypeAttributeValue($0))
    }
  }

  /// `true` iff argument `index` of a call points to a structure that the call copies (`byval`).
  package func copiesArgument(_ index: Int) -> Bool {
    attribute(AttributeKind.byValue, ofArgument: index) != nil
  }

  /// The attribute of the kind `kind` that a call gives argument `index`.
  private func attribute(_ kind: UInt32, ofArgument index: Int) -> LLVMAttributeRef? {
    LLVMGetCallSiteEnumAttribute(raw, LLVMAttributeIndex(index + 1), kind)
  }
}

extension Value {

  /// The function and the block of a block's address.
  package var addressedBlock: (function: Function, block: Block)? {
    guard LLVMIsABlockAddress(raw) != nil else { return nil }
    return (
      Function(value: Value(raw: LLVMGetBlockAddressFunction(raw))),
      Block(raw: LLVMGetBlockAddressBasicBlock(raw))
    )
  }

  /// `true` iff the value is a constant floating-point number.
  package var isFloatConstant: Bool { LLVMIsAConstantFP(raw) != nil }
}

extension Function {

  /// `true` iff the result is promised to point to memory that nothing else points to.
  package var returnsFreshMemory: Bool {
    LLVMGetEnumAttributeAtIndex(value.raw, 0, AttributeKind.number(of: "noalias")) != nil
  }
}

extension Function {

  /// The prototype hash that the compiler attached (`kcfi_type`).
  package func prototypeHash(in context: Context) -> UInt32? {
    guard let node = metadata(.kcfiType, in: context) else { return nil }
    return node.nodeOperands.first.flatMap { $0?.unsignedInteger }.map {
      UInt32(truncatingIfNeeded: $0)
    }
  }
}
