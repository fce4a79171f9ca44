// Edits of modules that the C API has no function for.

#include "LLVMShim.h"

#include "llvm/Analysis/ConstantFolding.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/DebugInfo.h"
#include "llvm/IR/DebugInfoMetadata.h"
#include "llvm/IR/DiagnosticInfo.h"
#include "llvm/IR/GlobalAlias.h"
#include "llvm/IR/GlobalVariable.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/InstrTypes.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/LLVMContext.h"
#include "llvm/IR/Module.h"
#include "llvm/IR/Operator.h"
#include "llvm/IR/Verifier.h"
#include "llvm/Linker/Linker.h"
#include "llvm/MC/MCSubtargetInfo.h"
#include "llvm/MC/TargetRegistry.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Transforms/Utils/ModuleUtils.h"

using namespace llvm;

ShimLinkerRef shim_linker_create(LLVMModuleRef module) {
    return reinterpret_cast<ShimLinkerRef>(new Linker(*unwrap(module)));
}

bool shim_linker_absorb(ShimLinkerRef linker, LLVMModuleRef source) {
    return !reinterpret_cast<Linker *>(linker)->linkInModule(
        std::unique_ptr<Module>(unwrap(source)));
}

void shim_linker_dispose(ShimLinkerRef linker) {
    delete reinterpret_cast<Linker *>(linker);
}

int64_t shim_module_flag(LLVMModuleRef module, const char *name) {
    auto *value = mdconst::extract_or_null<ConstantInt>(unwrap(module)->getModuleFlag(name));
    return value ? static_cast<int64_t>(value->getZExtValue()) : -1;
}

void shim_strip_to_line_tables(LLVMModuleRef module) {
    stripNonLineTableDebugInfo(*unwrap(module));
}

/// Removes the KCFI bundle of each call in `function`.
static void stripBundles(Function &function) {
    for (Instruction &instruction : make_early_inc_range(instructions(function))) {
        auto *call = dyn_cast<CallBase>(&instruction);
        if (!call || !call->getOperandBundle(LLVMContext::OB_kcfi))
            continue;
        CallBase *plain =
            CallBase::removeOperandBundle(call, LLVMContext::OB_kcfi, call->getIterator());
        plain->takeName(call);
        plain->copyMetadata(*call);
        call->replaceAllUsesWith(plain);
        call->eraseFromParent();
    }
}

void shim_strip_kcfi(LLVMModuleRef module) {
    Module &target = *unwrap(module);
    for (Function &function : target) {
        function.eraseMetadata(LLVMContext::MD_kcfi_type);
        stripBundles(function);
    }
    NamedMDNode *flags = target.getModuleFlagsMetadata();
    if (!flags)
        return;
    SmallVector<MDNode *> kept;
    for (MDNode *flag : flags->operands()) {
        auto *key = dyn_cast<MDString>(flag->getOperand(1));
        if (!key || !key->getString().starts_with("kcfi"))
            kept.push_back(flag);
    }
    flags->clearOperands();
    for (MDNode *flag : kept)
        flags->addOperand(flag);
}

/// Returns the tag of an operand bundle in `function` that no pass and no code generator knows.
static StringRef unknownBundle(const Function &function) {
    for (const Instruction &instruction : instructions(function)) {
        auto *call = dyn_cast<CallBase>(&instruction);
        for (unsigned index = 0; call && index < call->getNumOperandBundles(); ++index) {
            OperandBundleUse bundle = call->getOperandBundleAt(index);
            // `llvm.assume` names what it assumes by tags of its own.
            if (bundle.getTagID() > LLVMContext::OB_LastBundleID && !isa<AssumeInst>(call))
                return bundle.getTagName();
        }
    }
    return StringRef();
}

/// Tells whether the code generator for `triple`, if there is one, knows the processor `name`.
static bool isProcessor(const Triple &triple, const std::string &name) {
    std::string problem;
    const Target *target = TargetRegistry::lookupTarget(triple, problem);
    if (!target)
        return true;
    std::unique_ptr<MCSubtargetInfo> info(target->createMCSubtargetInfo(triple, "", ""));
    return !info || info->isCPUStringValid(name);
}

/// Tells whether `function` has a loop whose metadata no pass could read.
static bool hasBrokenLoop(const Function &function) {
    for (const BasicBlock &block : function) {
        const Instruction *end = block.getTerminator();
        const MDNode *loop = end ? end->getMetadata(LLVMContext::MD_loop) : nullptr;
        if (!loop)
            continue;
        if (loop->getNumOperands() == 0 || loop->getOperand(0) != loop)
            return true;
        for (const MDOperand &operand : drop_begin(loop->operands()))
            if (!isa_and_nonnull<MDNode>(operand.get()))
                return true;
    }
    return false;
}

/// Tells whether `metadata` is absent or of the kind that is wanted.
template <typename Wanted> static bool isOptional(const Metadata *metadata) {
    return !metadata || isa<Wanted>(metadata);
}

/// Tells whether the scope `metadata` and those around it could be read, as far as LLVM's verifier
/// does not look.
static bool isScope(const Metadata *metadata) {
    for (int depth = 0; depth < 1000; ++depth) {
        auto *scope = dyn_cast_or_null<DIScope>(metadata);
        if (!scope || !isOptional<DIFile>(scope->getRawFile()))
            return false;
        if (auto *function = dyn_cast<DISubprogram>(scope))
            return isOptional<DICompileUnit>(function->getRawUnit()) &&
                   isOptional<DISubroutineType>(function->getRawType());
        if (auto *block = dyn_cast<DILexicalBlockBase>(scope))
            metadata = block->getRawScope();
        else
            return false;
    }
    return false;
}

/// Tells whether what `function` says of prototypes and places could not be read.
static bool hasBrokenMetadata(const Function &function) {
    if (const MDNode *prototype = function.getMetadata(LLVMContext::MD_kcfi_type))
        if (prototype->getNumOperands() != 1 ||
            !mdconst::dyn_extract_or_null<ConstantInt>(prototype->getOperand(0)))
            return true;
    if (const DISubprogram *program = function.getSubprogram(); program && !isScope(program))
        return true;
    for (const Instruction &instruction : instructions(function)) {
        const Metadata *place = instruction.getDebugLoc().getAsMDNode();
        while (place) {
            auto *location = dyn_cast<DILocation>(place);
            if (!location || !isScope(location->getRawScope()))
                return true;
            place = location->getRawInlinedAt();
        }
    }
    return false;
}

void shim_read_debug_info_as_it_is(void) {
    auto option = cl::getRegisteredOptions().find("disable-auto-upgrade-debug-info");
    if (option != cl::getRegisteredOptions().end())
        static_cast<cl::opt<bool> *>(option->second)->setValue(true);
}

void shim_read_through(LLVMModuleRef module) {
    // Texts and places in metadata that are no such are met when all is written out.
    raw_null_ostream nowhere;
    unwrap(module)->print(nowhere, nullptr);
}

char *shim_verify(LLVMModuleRef module, bool *debugInfoIsBroken) {
    std::string text;
    raw_string_ostream stream(text);
    if (verifyModule(*unwrap(module), &stream, debugInfoIsBroken))
        return LLVMCreateMessage(text.c_str());
    std::string processor;
    for (const Function &function : *unwrap(module)) {
        if (StringRef tag = unknownBundle(function); !tag.empty())
            return LLVMCreateMessage(("unknown operand bundle: " + tag).str().c_str());
        if (hasBrokenLoop(function) || (!*debugInfoIsBroken && hasBrokenMetadata(function)))
            return LLVMCreateMessage("malformed metadata");
        StringRef name = function.getFnAttribute("target-cpu").getValueAsString();
        if (name == processor || name.empty())
            continue;
        processor = name.str();
        if (!isProcessor(unwrap(module)->getTargetTriple(), processor))
            return LLVMCreateMessage(("unknown processor: " + processor).c_str());
    }
    return nullptr;
}

/// Returns the number that `instruction` has in metadata `srcloc`, or 0.
static uint64_t assemblyNumber(const Instruction &instruction) {
    const MDNode *node = instruction.getMetadata("srcloc");
    if (!node || node->getNumOperands() == 0)
        return 0;
    auto *number = mdconst::dyn_extract<ConstantInt>(node->getOperand(0));
    return number ? number->getZExtValue() : 0;
}

uint64_t shim_assembly_number(LLVMValueRef call) {
    return assemblyNumber(*unwrap<Instruction>(call));
}

void shim_diagnostic_place(LLVMDiagnosticInfoRef diagnostic, LLVMValueRef *instruction,
                           uint64_t *assembly) {
    const DiagnosticInfo &info = *unwrap(diagnostic);
    *instruction = nullptr;
    *assembly = 0;
    if (info.getKind() == DK_SrcMgr)
        *assembly = static_cast<const DiagnosticInfoSrcMgr &>(info).getLocCookie();
    if (info.getKind() != DK_InlineAsm)
        return;
    auto &inlineAssembly = static_cast<const DiagnosticInfoInlineAsm &>(info);
    *assembly = inlineAssembly.getLocCookie();
    *instruction = wrap(const_cast<Instruction *>(inlineAssembly.getInstruction()));
}

void shim_keep(LLVMModuleRef module, LLVMValueRef *globals, size_t count) {
    SmallVector<GlobalValue *> values;
    for (size_t index = 0; index < count; ++index)
        values.push_back(unwrap<GlobalValue>(globals[index]));
    appendToCompilerUsed(*unwrap(module), values);
}

void shim_erase_alias(LLVMValueRef alias) {
    unwrap<GlobalAlias>(alias)->eraseFromParent();
}

LLVMValueRef shim_constant_load(LLVMValueRef constant, uint64_t offset, LLVMTypeRef type,
                                LLVMModuleRef module) {
    const DataLayout &layout = unwrap(module)->getDataLayout();
    APInt bytes(layout.getIndexSizeInBits(0), offset);
    return wrap(ConstantFoldLoadFromConst(unwrap<Constant>(constant), unwrap(type), bytes, layout));
}

bool shim_constant_offset(LLVMValueRef gep, LLVMModuleRef module, int64_t *offset) {
    const DataLayout &layout = unwrap(module)->getDataLayout();
    APInt sum(layout.getIndexTypeSizeInBits(unwrap(gep)->getType()), 0);
    if (!cast<GEPOperator>(unwrap(gep))->accumulateConstantOffset(layout, sum))
        return false;
    *offset += sum.getSExtValue();
    return true;
}

LLVMValueRef shim_replace_initialiser(LLVMValueRef variable, LLVMValueRef value) {
    auto *old = unwrap<GlobalVariable>(variable);
    auto *initialiser = unwrap<Constant>(value);
    auto *fresh = new GlobalVariable(*old->getParent(), initialiser->getType(), old->isConstant(),
                                     old->getLinkage(), initialiser, "", old,
                                     old->getThreadLocalMode(), old->getAddressSpace());
    fresh->copyAttributesFrom(old);
    fresh->copyMetadata(old, 0);
    fresh->takeName(old);
    old->replaceAllUsesWith(fresh);
    old->eraseFromParent();
    return wrap(fresh);
}

void shim_drop_dead_constant_users(LLVMValueRef constant) {
    unwrap<Constant>(constant)->removeDeadConstantUsers();
}

LLVMValueRef shim_rebuild_aggregate(LLVMValueRef constant, LLVMValueRef *parts, size_t count) {
    SmallVector<Constant *> elements;
    for (size_t index = 0; index < count; ++index)
        elements.push_back(unwrap<Constant>(parts[index]));
    Type *type = unwrap(constant)->getType();
    if (auto *structure = dyn_cast<StructType>(type))
        return wrap(ConstantStruct::get(structure, elements));
    if (auto *array = dyn_cast<ArrayType>(type))
        return wrap(ConstantArray::get(array, elements));
    return wrap(ConstantVector::get(elements));
}
