import CLLVM
import LLVMShim

/// Edits of control flow and calls.
extension Instruction {

  /// Deletes this instruction and all that follows it in its block, which ends there.
  package func makeUnreachable() {
    shim_make_unreachable(raw)
  }

  /// Leads successor `index` of this branch or switch to a block that is never reached.
  package func cutSuccessor(_ index: Int) {
    shim_cut_successor(raw, UInt32(index))
  }

  /// Leads successor `index` of this branch or switch to `block`, which has no phis.
  package func leadSuccessor(_ index: Int, to block: Block) {
    shim_lead_successor(raw, UInt32(index), block.raw)
  }

  /// Leads, before this instruction, to a block of its own if `condition` holds; returns the end of
  /// that block, which is taken to be never reached.
  package func insertExit(if condition: Value) -> Instruction {
    Instruction(value: Value(raw: shim_insert_exit(raw, condition.raw)))
  }

  /// `true` iff nothing may stand between this call and the return after it.
  package var mustBeTailCall: Bool {
    operation == .call && LLVMGetTailCallKind(raw) == LLVMTailCallKindMustTail
  }

  /// Makes this call one of `target`.
  package func setCallee(_ target: Value) {
    LLVMSetOperand(raw, UInt32(LLVMGetNumOperands(raw) - 1), target.raw)
  }

  /// Sets the condition of a branch.
  package func setCondition(_ condition: Value) {
    LLVMSetCondition(raw, condition.raw)
  }

  /// The instruction after this one in its block.
  package var next: Instruction? {
    LLVMGetNextInstruction(raw).map { Instruction(value: Value(raw: $0)) }
  }
}

extension Context {

  /// The integer `value` of type `type`.
  package func integer(_ value: UInt64, like type: Type) -> Value {
    Value(raw: LLVMConstInt(type.raw, value, 0))
  }

  /// The pointer to the address `address`.
  package func pointer(at address: UInt64) -> Value {
    let number = LLVMConstInt(LLVMInt64TypeInContext(raw), address, 0)
    return Value(raw: LLVMConstIntToPtr(number, pointerType.raw))
  }

  /// The address `offset` bytes into `base`.
  package func address(_ offset: Int64, into base: Value) -> Value {
    if offset == 0 { return base }
    var index: LLVMValueRef? = LLVMConstInt(
      LLVMInt64TypeInContext(raw), UInt64(bitPattern: offset), 1)
    return Value(raw: LLVMConstGEP2(LLVMInt8TypeInContext(raw), base.raw, &index, 1))
  }
}

extension Instruction {

  /// `true` iff this is a load or a store that the program can watch.
  package var isVolatileAccess: Bool {
    (operation == .load || operation == .store) && isVolatile
  }
}

extension Block {

  /// The first instruction that is no phi.
  package var firstNonPhi: Instruction? { instructions.first { $0.operation != .phi } }
}
