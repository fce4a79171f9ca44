// A target machine with the options that the C API does not offer.

#include "LLVMShim.h"

#include "llvm/MC/TargetRegistry.h"
#include "llvm/Target/TargetMachine.h"
#include "llvm/Target/TargetOptions.h"
#include "llvm/TargetParser/Triple.h"

using namespace llvm;

LLVMTargetMachineRef shim_target_machine(const char *triple, const char *cpu, const char *features,
                                         bool sections, char **error) {
    std::string problem;
    Triple parsed(triple);
    const Target *target = TargetRegistry::lookupTarget(parsed, problem);
    if (!target) {
        *error = LLVMCreateMessage(problem.c_str());
        return nullptr;
    }
    TargetOptions options;
    options.FunctionSections = sections;
    options.DataSections = sections;
    options.UniqueSectionNames = true;
    options.EmitAddrsig = true;
    options.EnableIPRA = true;
    TargetMachine *machine = target->createTargetMachine(
        parsed, cpu, features, options, Reloc::Static, CodeModel::Small, CodeGenOptLevel::Default);
    return reinterpret_cast<LLVMTargetMachineRef>(machine);
}
