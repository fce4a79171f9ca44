import CLLVM

/// The operation of an instruction or a constant expression, as far as the project tells them apart.
package enum Operation: UInt8, Hashable, Sendable {
  case `return`, branch, `switch`, indirectBranch, invoke, unreachable, callBranch
  case call, alloca, load, store, getElementPointer, fence, compareExchange, readModifyWrite
  case truncate, zeroExtend, signExtend, pointerToInteger, integerToPointer, bitCast
  case addressSpaceCast
  case integerCompare, floatCompare, phi, select, variadicArgument, freeze
  case extractValue, insertValue, extractElement, insertElement, shuffleVector
  case add, subtract, multiply, shiftLeft, shiftRightLogical, shiftRightArithmetic
  case and, or, xor, unsignedDivide, signedDivide, unsignedRemainder, signedRemainder
  case floatRemainder
  case other

  /// The operation that LLVM calls `opcode`.
  init(_ opcode: LLVMOpcode) {
    self = Self.table[Int(opcode.rawValue)] ?? .other
  }

  /// The operation for each of LLVM's opcodes.
  private static let table: [Operation?] = {
    var table = [Operation?](repeating: nil, count: 256)
    for (opcode, operation) in pairs { table[Int(opcode.rawValue)] = operation }
    return table
  }()

  /// LLVM's opcodes with their operations.
  private static let pairs: [(LLVMOpcode, Operation)] =
    controlFlow + memory + casts + aggregates + arithmetic

  /// What ends a block, and calls.
  private static let controlFlow: [(LLVMOpcode, Operation)] = [
    (LLVMRet, .return), (LLVMBr, .branch), (LLVMSwitch, .switch),
    (LLVMIndirectBr, .indirectBranch), (LLVMInvoke, .invoke), (LLVMUnreachable, .unreachable),
    (LLVMCallBr, .callBranch), (LLVMCall, .call), (LLVMPHI, .phi), (LLVMSelect, .select),
    (LLVMVAArg, .variadicArgument), (LLVMFreeze, .freeze),
  ]

  /// What reads, writes or addresses memory.
  private static let memory: [(LLVMOpcode, Operation)] = [
    (LLVMAlloca, .alloca), (LLVMLoad, .load), (LLVMStore, .store),
    (LLVMGetElementPtr, .getElementPointer), (LLVMFence, .fence),
    (LLVMAtomicCmpXchg, .compareExchange), (LLVMAtomicRMW, .readModifyWrite),
  ]

  /// What changes a type.
  private static let casts: [(LLVMOpcode, Operation)] = [
    (LLVMTrunc, .truncate), (LLVMZExt, .zeroExtend), (LLVMSExt, .signExtend),
    (LLVMPtrToInt, .pointerToInteger), (LLVMIntToPtr, .integerToPointer),
    (LLVMBitCast, .bitCast), (LLVMAddrSpaceCast, .addressSpaceCast),
  ]

  /// What takes aggregates apart.
  private static let aggregates: [(LLVMOpcode, Operation)] = [
    (LLVMExtractValue, .extractValue), (LLVMInsertValue, .insertValue),
    (LLVMExtractElement, .extractElement), (LLVMInsertElement, .insertElement),
    (LLVMShuffleVector, .shuffleVector),
  ]

  /// What computes with integers.
  private static let arithmetic: [(LLVMOpcode, Operation)] = [
    (LLVMICmp, .integerCompare), (LLVMFCmp, .floatCompare), (LLVMAdd, .add),
    (LLVMSub, .subtract), (LLVMMul, .multiply), (LLVMShl, .shiftLeft),
    (LLVMLShr, .shiftRightLogical), (LLVMAShr, .shiftRightArithmetic), (LLVMAnd, .and),
    (LLVMOr, .or), (LLVMXor, .xor), (LLVMUDiv, .unsignedDivide), (LLVMSDiv, .signedDivide),
    (LLVMFRem, .floatRemainder), (LLVMURem, .unsignedRemainder), (LLVMSRem, .signedRemainder),
  ]
}
