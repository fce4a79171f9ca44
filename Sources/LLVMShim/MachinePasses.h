// Passes over machine code that LLVM does not have.

#ifndef LLVM_SHIM_MACHINE_PASSES_H
#define LLVM_SHIM_MACHINE_PASSES_H

#include "llvm/ADT/StringRef.h"
#include "llvm/CodeGen/TargetInstrInfo.h"
#include "llvm/Support/ErrorHandling.h"

namespace llvm {
class Pass;
}

/// Returns the number of the instruction that the target calls `name`: numbers are no part of
/// LLVM's headers.
inline unsigned machine_opcode(const llvm::TargetInstrInfo &instructions, llvm::StringRef name) {
    for (unsigned opcode = 0; opcode < instructions.getNumOpcodes(); opcode++) {
        if (instructions.getName(opcode) == name) {
            return opcode;
        }
    }
    llvm::report_fatal_error(llvm::Twine("no instruction ") + name);
}

/// Makes a pass that lets functions share how they end.
llvm::Pass *shim_share_returns(void);

/// Makes a pass that makes the entries of jump tables four bytes long.
llvm::Pass *shim_shorten_jump_tables(void);

#endif
