// Cuts in control flow, which have to keep phis in step.

#include "LLVMShim.h"

#include "llvm/IR/BasicBlock.h"
#include "llvm/IR/Function.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/Module.h"
#include "llvm/Transforms/Utils/BasicBlockUtils.h"
#include "llvm/Transforms/Utils/Local.h"

using namespace llvm;

void shim_make_unreachable(LLVMValueRef instruction) {
    changeToUnreachable(cast<Instruction>(unwrap(instruction)));
}

void shim_delete_block(LLVMBasicBlockRef block) {
    // LLVM knows what follows the last instruction by the address of the block, and would find it
    // again for a block that is made at the same address.
    unwrap(block)->deleteTrailingDbgRecords();
    unwrap(block)->eraseFromParent();
}

void shim_drop_unwinding(LLVMModuleRef module) {
    for (Function &function : *unwrap(module)) {
        if (function.isDeclaration())
            continue;
        function.removeFnAttr(Attribute::UWTable);
        function.setDoesNotThrow();
        if (!function.hasPersonalityFn())
            continue;
        SmallVector<BasicBlock *> invoking;
        for (BasicBlock &block : function)
            if (isa<InvokeInst>(block.getTerminator()))
                invoking.push_back(&block);
        for (BasicBlock *block : invoking)
            removeUnwindEdge(block);
        removeUnreachableBlocks(function);
        bool lands = any_of(function, [](BasicBlock &block) { return block.isEHPad(); });
        if (!lands)
            function.setPersonalityFn(nullptr);
    }
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

/// Leads successor `index` of `terminator` to `block`; phis of the old one forget the edge.
static void lead(Instruction *terminator, unsigned index, BasicBlock *block) {
    BasicBlock *old = terminator->getSuccessor(index);
    if (old == block)
        return;
    old->removePredecessor(terminator->getParent(), /*KeepOneInputPHIs=*/true);
    terminator->setSuccessor(index, block);
}

void shim_cut_successor(LLVMValueRef terminator, unsigned index) {
    auto *instruction = cast<Instruction>(unwrap(terminator));
    lead(instruction, index, deadEnd(*instruction->getFunction()));
}

void shim_lead_successor(LLVMValueRef terminator, unsigned index, LLVMBasicBlockRef block) {
    lead(cast<Instruction>(unwrap(terminator)), index, unwrap(block));
}

LLVMValueRef shim_insert_exit(LLVMValueRef instruction, LLVMValueRef condition) {
    auto *place = cast<Instruction>(unwrap(instruction));
    return wrap(SplitBlockAndInsertIfThen(unwrap(condition), place->getIterator(),
                                          /*Unreachable=*/true));
}
