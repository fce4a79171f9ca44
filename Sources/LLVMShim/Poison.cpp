// Where values may be poison, and where they may not.

#include "LLVMShim.h"

#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/Instruction.h"
#include "llvm/IR/Operator.h"

using namespace llvm;

int shim_may_make_poison(LLVMValueRef instruction) {
    return canCreatePoison(cast<Operator>(unwrap(instruction)));
}

int shim_poison_is_undefined(LLVMValueRef instruction) {
    return programUndefinedIfPoison(cast<Instruction>(unwrap(instruction)));
}
