// Symbol tables of bitcode (through the linker's own view of it, so that module assembly counts)
// and of ELF objects.

#include "LLVMShim.h"

#include "llvm/BinaryFormat/ELF.h"
#include "llvm/LTO/LTO.h"
#include "llvm/Object/ELFObjectFile.h"
#include "llvm/Object/IRSymtab.h"
#include "llvm/Object/ObjectFile.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/TargetSelect.h"

#include <string>
#include <vector>

using namespace llvm;

namespace {

/// One global symbol.
struct Entry {
    std::string name;
    uint32_t flags;
};

} // namespace

struct ShimOpaqueSymbols {
    std::vector<Entry> entries;
    std::string triple, source;
};

namespace {

/// Returns the flags of the bitcode symbol `symbol`.
uint32_t flagsOf(const lto::InputFile::Symbol &symbol) {
    uint32_t flags = 0;
    flags |= symbol.isUndefined() ? SHIM_SYMBOL_UNDEFINED : 0;
    flags |= symbol.isWeak() ? SHIM_SYMBOL_WEAK : 0;
    flags |= symbol.isCommon() ? SHIM_SYMBOL_COMMON : 0;
    flags |= symbol.isExecutable() ? SHIM_SYMBOL_FUNCTION : 0;
    flags |= symbol.isUsed() ? SHIM_SYMBOL_USED : 0;
    flags |= symbol.getComdatIndex() >= 0 ? SHIM_SYMBOL_COMDAT : 0;
    flags |= symbol.isTLS() ? SHIM_SYMBOL_THREAD_LOCAL : 0;
    // A symbol without an IR name is one that only module assembly knows.
    flags |= symbol.getIRName().empty() ? SHIM_SYMBOL_ASSEMBLY : 0;
    return flags;
}

/// Reads the symbols of bitcode.
Error readBitcode(MemoryBufferRef bytes, ShimOpaqueSymbols &result) {
    auto file = lto::InputFile::create(bytes);
    if (!file)
        return file.takeError();
    result.triple = (*file)->getTargetTriple().str();
    result.source = (*file)->getSourceFileName().str();
    for (const lto::InputFile::Symbol &symbol : (*file)->symbols())
        if (symbol.isGlobal())
            result.entries.push_back({symbol.getName().str(), flagsOf(symbol)});
    return Error::success();
}

/// Returns the flags of the ELF symbol `symbol`.
Expected<uint32_t> flagsOf(const object::ELFSymbolRef &symbol) {
    auto common = symbol.getFlags();
    if (!common)
        return common.takeError();
    uint32_t flags = 0;
    flags |= *common & object::SymbolRef::SF_Undefined ? SHIM_SYMBOL_UNDEFINED : 0;
    flags |= *common & object::SymbolRef::SF_Weak ? SHIM_SYMBOL_WEAK : 0;
    flags |= *common & object::SymbolRef::SF_Common ? SHIM_SYMBOL_COMMON : 0;
    flags |= symbol.getELFType() == ELF::STT_FUNC ? SHIM_SYMBOL_FUNCTION : 0;
    flags |= symbol.getELFType() == ELF::STT_TLS ? SHIM_SYMBOL_THREAD_LOCAL : 0;
    return flags;
}

/// Reads the global symbols of an ELF object.
Error readElf(MemoryBufferRef bytes, ShimOpaqueSymbols &result) {
    auto file = object::ObjectFile::createELFObjectFile(bytes);
    if (!file)
        return file.takeError();
    result.triple = (*file)->makeTriple().str();
    for (const object::ELFSymbolRef symbol : cast<object::ELFObjectFileBase>(**file).symbols()) {
        if (symbol.getBinding() == ELF::STB_LOCAL)
            continue;
        auto name = symbol.getName();
        if (!name)
            return name.takeError();
        auto flags = flagsOf(symbol);
        if (!flags)
            return flags.takeError();
        result.entries.push_back({name->str(), *flags});
    }
    return Error::success();
}

} // namespace

ShimSymbolsRef shim_symbols_read(const char *bytes, size_t size, const char *name, char **error) {
    auto result = std::make_unique<ShimOpaqueSymbols>();
    MemoryBufferRef buffer(StringRef(bytes, size), name);
    bool bitcode = shim_file_kind(bytes, size) == SHIM_FILE_BITCODE;
    if (Error failure = bitcode ? readBitcode(buffer, *result) : readElf(buffer, *result)) {
        *error = LLVMCreateMessage(toString(std::move(failure)).c_str());
        return nullptr;
    }
    return result.release();
}

void shim_symbols_dispose(ShimSymbolsRef symbols) {
    delete symbols;
}

size_t shim_symbols_count(ShimSymbolsRef symbols) {
    return symbols->entries.size();
}

const char *shim_symbols_get(ShimSymbolsRef symbols, size_t index, uint32_t *flags) {
    *flags = symbols->entries[index].flags;
    return symbols->entries[index].name.c_str();
}

const char *shim_symbols_triple(ShimSymbolsRef symbols) {
    return symbols->triple.c_str();
}

const char *shim_symbols_source(ShimSymbolsRef symbols) {
    return symbols->source.c_str();
}
