// Further entries of functions, which set some arguments and go on in the function.

#include "LLVMShim.h"

#include "llvm/IR/Constants.h"
#include "llvm/IR/Function.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/Module.h"

using namespace llvm;

/// The attributes of parameters and results that say how they are passed.
static const Attribute::AttrKind PASSING[] = {Attribute::ZExt, Attribute::SExt, Attribute::InReg};

/// The attributes of parameters that make them more than a value in a register.
static const Attribute::AttrKind IN_MEMORY[] = {
    Attribute::ByVal,        Attribute::ByRef,      Attribute::StructRet,
    Attribute::InAlloca,     Attribute::Nest,       Attribute::SwiftSelf,
    Attribute::SwiftError,   Attribute::SwiftAsync, Attribute::StackAlignment,
    Attribute::Preallocated,
};

/// The attributes that an entry has of its function.
static const Attribute::AttrKind INHERITED[] = {
    Attribute::NoUnwind,  Attribute::UWTable,         Attribute::NoReturn,
    Attribute::NoRedZone, Attribute::NoImplicitFloat, Attribute::StrictFP,
};

/// The texts that an entry has of its function besides those of this project.
static const char *const INHERITED_TEXTS[] = {"target-cpu", "target-features", "tune-cpu"};

/// Tells whether a value of `type` is passed in one register.
static bool isInRegister(const Type *type) {
    return type->isPointerTy() || type->isFloatTy() || type->isDoubleTy() ||
           (type->isIntegerTy() && type->getIntegerBitWidth() <= 64);
}

/// Tells whether a result of `type` comes back without memory of the caller's.
static bool isPlainResult(Type *type) {
    auto *structure = dyn_cast<StructType>(type);
    if (!structure)
        return type->isVoidTy() || isInRegister(type);
    return structure->getNumElements() <= 2 && all_of(structure->elements(), isInRegister);
}

bool shim_can_have_entries(LLVMValueRef value) {
    const Function &function = *unwrap<Function>(value);
    if (function.isDeclaration() || function.hasAvailableExternallyLinkage() ||
        function.hasSection() || function.hasComdat() || function.hasPrefixData() ||
        (function.getCallingConv() != CallingConv::C &&
         function.getCallingConv() != CallingConv::Fast))
        return false;
    for (Attribute::AttrKind kind : {Attribute::Naked, Attribute::ReturnsTwice,
                                     Attribute::AlwaysInline, Attribute::PresplitCoroutine})
        if (function.hasFnAttribute(kind))
            return false;
    if (function.arg_size() > 6 || !isPlainResult(function.getReturnType()))
        return false;
    return all_of(function.args(), [&](const Argument &argument) {
        return isInRegister(argument.getType()) &&
               none_of(IN_MEMORY, [&](auto kind) { return argument.hasAttribute(kind); });
    });
}

bool shim_can_use_entry(LLVMValueRef value) {
    auto *call = dyn_cast<CallInst>(unwrap(value));
    const Function *function = call ? call->getCalledFunction() : nullptr;
    if (!function || call->getFunctionType() != function->getFunctionType() ||
        call->getCallingConv() != function->getCallingConv() || call->isMustTailCall())
        return false;
    for (unsigned index = 0; index < call->getNumOperandBundles(); ++index)
        if (call->getOperandBundleAt(index).getTagID() != LLVMContext::OB_kcfi)
            return false;
    for (unsigned index = 0; index < call->arg_size(); ++index)
        for (Attribute::AttrKind kind : IN_MEMORY)
            if (call->paramHasAttr(index, kind))
                return false;
    return true;
}

/// Returns what `function` says of how its parameters and its result are passed.
static AttributeList passing(const Function &function) {
    LLVMContext &context = function.getContext();
    AttributeList all = function.getAttributes(), result;
    for (Attribute::AttrKind kind : PASSING) {
        if (all.hasRetAttr(kind))
            result = result.addRetAttribute(context, kind);
        for (unsigned index = 0; index < function.arg_size(); ++index)
            if (all.hasParamAttr(index, kind))
                result = result.addParamAttribute(context, index, kind);
    }
    return result;
}

LLVMValueRef shim_add_entry(LLVMValueRef value, const char *name, LLVMValueRef *bound) {
    auto *function = unwrap<Function>(value);
    LLVMContext &context = function->getContext();
    auto *entry = Function::Create(function->getFunctionType(), GlobalValue::InternalLinkage,
                                   function->getAddressSpace(), name, function->getParent());
    entry->setCallingConv(function->getCallingConv());
    entry->setAttributes(passing(*function));
    for (Attribute::AttrKind kind : INHERITED)
        if (function->hasFnAttribute(kind))
            entry->addFnAttr(function->getFnAttribute(kind));
    for (const Attribute &attribute : function->getAttributes().getFnAttrs())
        if (attribute.isStringAttribute() &&
            is_contained(INHERITED_TEXTS, attribute.getKindAsString()))
            entry->addFnAttr(attribute);
    for (Attribute::AttrKind kind :
         {Attribute::MinSize, Attribute::OptimizeForSize, Attribute::NoInline})
        entry->addFnAttr(kind);
    BasicBlock *block = BasicBlock::Create(context, "", entry);
    SmallVector<Value *> arguments;
    for (Argument &argument : entry->args()) {
        LLVMValueRef one = bound[argument.getArgNo()];
        arguments.push_back(one ? unwrap(one) : &argument);
    }
    auto *call = CallInst::Create(function, arguments, "", block);
    call->setCallingConv(function->getCallingConv());
    call->setAttributes(passing(*function));
    if (function->hasFnAttribute(Attribute::StrictFP))
        call->addFnAttr(Attribute::StrictFP);
    // Whatever else: the function finds the stack as its caller left it.
    call->setTailCallKind(CallInst::TCK_MustTail);
    ReturnInst::Create(context, call->getType()->isVoidTy() ? nullptr : call, block);
    return wrap(entry);
}

void shim_use_entry(LLVMValueRef value, LLVMValueRef entry, LLVMValueRef *bound) {
    auto *call = unwrap<CallInst>(value);
    auto *target = unwrap<Function>(entry);
    LLVMContext &context = call->getContext();
    AttributeList attributes = call->getAttributes();
    // What is set by the entry is no argument any more: memory is not reached through it.
    for (Attribute::AttrKind kind : {Attribute::Memory, Attribute::AllocSize})
        attributes = attributes.removeFnAttribute(context, kind);
    for (unsigned index = 0; index < target->arg_size(); ++index) {
        if (!bound[index])
            continue;
        attributes = attributes.removeParamAttributes(context, index);
        call->setArgOperand(index, PoisonValue::get(call->getArgOperand(index)->getType()));
    }
    call->setAttributes(attributes);
    call->setCalledFunction(target);
}
