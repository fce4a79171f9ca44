// Cuts in control flow, which have to keep phis in step.

#include "LLVMShim.h"

#include "llvm/IR/BasicBlock.h"
#include "llvm/IR/Function.h"
#include "llvm/IR/Instructions.h"
#include "llvm/Transforms/Utils/Local.h"

using namespace llvm;

void shim_make_unreachable(LLVMValueRef instruction) {
    changeToUnreachable(cast<Instruction>(unwrap(instruction)));
}

/// Returns a block of `function` that is never reached, the one made last time if there is one.
static BasicBlock *deadEnd(Function &function) {
    BasicBlock &last = function.back();
    if (&last != &function.getEntryBlock() && last.size() == 1 &&
        isa<UnreachableInst>(last.getTerminator()))
        return &last;
    BasicBlock *block = BasicBlock::Create(function.getContext(), "", &function);
    new UnreachableInst(function.getContext(), block);
    return block;
}

void shim_cut_successor(LLVMValueRef terminator, unsigned index) {
    auto *instruction = cast<Instruction>(unwrap(terminator));
    BasicBlock *old = instruction->getSuccessor(index);
    BasicBlock *end = deadEnd(*instruction->getFunction());
    if (old == end)
        return;
    old->removePredecessor(instruction->getParent(), /*KeepOneInputPHIs=*/true);
    instruction->setSuccessor(index, end);
}
