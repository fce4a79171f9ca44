// Names of fields, from debug information that the C API does not reach.

#include "LLVMShim.h"

#include "llvm/BinaryFormat/Dwarf.h"
#include "llvm/IR/DebugInfoMetadata.h"
#include "llvm/IR/GlobalVariable.h"
#include "llvm/IR/Module.h"

using namespace llvm;

/// What is told of the fields of one variable.
struct FieldTeller {
    /// The variable.
    LLVMValueRef variable;
    /// Whom it is told.
    ShimFieldReceiver receiver;
    /// What the receiver wants back.
    void *context;
    /// How many more fields are told.
    unsigned left;

    /// Tells the pointers in `type`, which stands `offset` bytes into the variable and is called
    /// `path`.
    void tell(const DIType *type, uint64_t offset, const std::string &path);
    /// Tells the pointers in the structure or array `type`.
    void tellParts(const DICompositeType *type, uint64_t offset, const std::string &path);
};

/// `type` without other names and qualifiers.
static const DIType *plain(const DIType *type) {
    for (unsigned depth = 0; depth < 32; depth++) {
        auto *derived = dyn_cast_or_null<DIDerivedType>(type);
        if (!derived || derived->getTag() == dwarf::DW_TAG_pointer_type ||
            derived->getTag() == dwarf::DW_TAG_reference_type ||
            derived->getTag() == dwarf::DW_TAG_member)
            return type;
        type = derived->getBaseType();
    }
    return nullptr;
}

void FieldTeller::tell(const DIType *type, uint64_t offset, const std::string &path) {
    type = plain(type);
    if (!type || left == 0)
        return;
    if (auto *composite = dyn_cast<DICompositeType>(type))
        return tellParts(composite, offset, path);
    if (type->getTag() != dwarf::DW_TAG_pointer_type || path.empty())
        return;
    left--;
    receiver(context, variable, offset, path.c_str());
}

void FieldTeller::tellParts(const DICompositeType *type, uint64_t offset, const std::string &path) {
    if (type->getTag() == dwarf::DW_TAG_array_type) {
        const DIType *element = plain(type->getBaseType());
        uint64_t size = element ? element->getSizeInBits() / 8 : 0;
        for (unsigned index = 0;
             size > 0 && left > 0 && (index + 1) * size <= type->getSizeInBits() / 8; index++)
            tell(element, offset + index * size, path + "[" + std::to_string(index) + "]");
        return;
    }
    for (const DINode *node : type->getElements()) {
        auto *member = dyn_cast_or_null<DIDerivedType>(node);
        if (!member || member->getTag() != dwarf::DW_TAG_member || member->isStaticMember())
            continue;
        std::string name = path;
        if (!member->getName().empty())
            name += (path.empty() ? "" : ".") + member->getName().str();
        tell(member->getBaseType(), offset + member->getOffsetInBits() / 8, name);
    }
}

void shim_tell_pointer_fields(LLVMModuleRef module, ShimFieldReceiver receiver, void *context) {
    for (GlobalVariable &variable : unwrap(module)->globals()) {
        if (variable.isDeclaration() || variable.getInitializer()->isNullValue())
            continue;
        SmallVector<DIGlobalVariableExpression *, 1> places;
        variable.getDebugInfo(places);
        if (places.empty())
            continue;
        FieldTeller teller{wrap(&variable), receiver, context, 512};
        teller.tell(places[0]->getVariable()->getType(), 0, "");
    }
}
