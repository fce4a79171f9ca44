// Instruction numbers in place of lines.

#include "LLVMShim.h"

#include "llvm/IR/DIBuilder.h"
#include "llvm/IR/DebugInfo.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Module.h"
#include "llvm/Target/TargetMachine.h"

using namespace llvm;

uint64_t shim_number_instructions(LLVMModuleRef raw) {
    Module &module = *unwrap(raw);
    LLVMContext &context = module.getContext();
    StripDebugInfo(module);
    if (!module.getModuleFlag("Debug Info Version"))
        module.addModuleFlag(Module::Warning, "Debug Info Version", DEBUG_METADATA_VERSION);
    DIBuilder builder(module);
    DIFile *file = builder.createFile("numbers", "/");
    builder.createCompileUnit(DISourceLanguageName(dwarf::DW_LANG_C11), file, "specialise", false,
                              "", 0, "", DICompileUnit::LineTablesOnly);
    DISubroutineType *type = builder.createSubroutineType(builder.getOrCreateTypeArray({}));
    uint64_t number = 0;
    for (Function &function : module) {
        if (function.isDeclaration())
            continue;
        DISubprogram *program = builder.createFunction(
            file, function.getName(), function.getName(), file, number + 1, type, number + 1,
            DINode::FlagZero, DISubprogram::SPFlagDefinition);
        function.setSubprogram(program);
        for (Instruction &instruction : instructions(function))
            instruction.setDebugLoc(DILocation::get(context, ++number, 1, program));
    }
    builder.finalize();
    return number;
}

void shim_disable_optimisation(LLVMTargetMachineRef machine) {
    reinterpret_cast<TargetMachine *>(machine)->setOptLevel(CodeGenOptLevel::None);
}
