// The kind of a file, and the version of the library, told from magic numbers.

#include "LLVMShim.h"

#include "llvm/ADT/StringRef.h"
#include "llvm/BinaryFormat/Magic.h"
#include "llvm/Bitcode/BitcodeReader.h"
#include "llvm/Config/llvm-config.h"
#include "llvm/Support/MemoryBuffer.h"

using namespace llvm;

enum ShimFileKind shim_file_kind(const char *bytes, size_t size) {
    StringRef text(bytes, size);
    if (text.starts_with("!<thin>\n"))
        return SHIM_FILE_THIN_ARCHIVE;
    switch (identify_magic(text)) {
    case file_magic::bitcode:
        return SHIM_FILE_BITCODE;
    case file_magic::archive:
        return SHIM_FILE_ARCHIVE;
    case file_magic::elf:
    case file_magic::elf_relocatable:
    case file_magic::elf_executable:
    case file_magic::elf_shared_object:
    case file_magic::elf_core:
        return SHIM_FILE_ELF;
    default:
        break;
    }
    if (text.starts_with("; ModuleID") || text.starts_with("source_filename") ||
        text.starts_with("target ") || text.starts_with("define ") || text.starts_with(";"))
        return SHIM_FILE_TEXT_IR;
    return SHIM_FILE_UNKNOWN;
}

char *shim_bitcode_producer(const char *bytes, size_t size) {
    auto producer = getBitcodeProducerString(MemoryBufferRef(StringRef(bytes, size), "bitcode"));
    if (!producer) {
        consumeError(producer.takeError());
        return nullptr;
    }
    return LLVMCreateMessage(producer->c_str());
}

const char *shim_llvm_version(void) {
    return LLVM_VERSION_STRING;
}
