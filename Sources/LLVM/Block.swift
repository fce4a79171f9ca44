import CLLVM

/// A basic block.
package struct Block: Hashable {

  /// LLVM's handle.
  let raw: LLVMBasicBlockRef

  /// The block as an operand.
  package var value: Value { Value(raw: LLVMBasicBlockAsValue(raw)) }

  /// The instructions in order.
  package var instructions: InstructionSequence { InstructionSequence(block: self) }

  /// The instruction that ends the block.
  package var terminator: Instruction? {
    LLVMGetBasicBlockTerminator(raw).map { Instruction(value: Value(raw: $0)) }
  }

  /// Makes the values of all instructions undefined for their users, so that blocks can be deleted
  /// in any order.
  func detachInstructions() {
    for instruction in instructions where instruction.value.isUsed {
      guard instruction.value.type.kind != Type.Kind.void else { continue }
      instruction.value.replaceAllUses(with: instruction.value.type.poison)
    }
    if let terminator { terminator.erase() }
  }
}

/// The blocks of a function.
package struct BlockSequence: Sequence {

  /// The function.
  let function: Function

  /// An iterator that stays valid when the block that it returned last is changed.
  package func makeIterator() -> Iterator {
    Iterator(upcoming: LLVMGetFirstBasicBlock(function.raw))
  }

  /// Walks over blocks.
  package struct Iterator: IteratorProtocol {

    /// The block to return next.
    var upcoming: LLVMBasicBlockRef?

    /// The next block.
    package mutating func next() -> Block? {
      guard let current = upcoming else { return nil }
      upcoming = LLVMGetNextBasicBlock(current)
      return Block(raw: current)
    }
  }
}

/// The instructions of a block.
package struct InstructionSequence: Sequence {

  /// The block.
  let block: Block

  /// An iterator that stays valid when the instruction that it returned last is erased.
  package func makeIterator() -> Iterator {
    Iterator(upcoming: LLVMGetFirstInstruction(block.raw))
  }

  /// Walks over instructions.
  package struct Iterator: IteratorProtocol {

    /// The instruction to return next.
    var upcoming: LLVMValueRef?

    /// The next instruction.
    package mutating func next() -> Instruction? {
      guard let current = upcoming else { return nil }
      upcoming = LLVMGetNextInstruction(current)
      return Instruction(value: Value(raw: current))
    }
  }
}
