// The kind of a file, and the version of the library, told from magic numbers.

#include "LLVMShim.h"

#include "llvm/ADT/StringRef.h"
#include "llvm/BinaryFormat/Magic.h"
#include "llvm/Bitcode/BitcodeReader.h"
#include "llvm/Bitcode/LLVMBitCodes.h"
#include "llvm/Bitstream/BitstreamReader.h"
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
        return SHIM_FILE_ELF;
    case file_magic::elf_executable:
    case file_magic::elf_core:
        return SHIM_FILE_EXECUTABLE;
    case file_magic::elf_shared_object:
        return SHIM_FILE_SHARED_LIBRARY;
    case file_magic::unknown:
        break;
    default:
        return SHIM_FILE_FOREIGN_OBJECT;
    }
    if (text.starts_with("; ModuleID") || text.starts_with("source_filename") ||
        text.starts_with("target ") || text.starts_with("define ") || text.starts_with(";"))
        return SHIM_FILE_TEXT_IR;
    return SHIM_FILE_UNKNOWN;
}

int shim_bitcode_module_count(const char *bytes, size_t size, char **error) {
    auto content = getBitcodeFileContents(MemoryBufferRef(StringRef(bytes, size), "bitcode"));
    if (content)
        return int(content->Mods.size());
    *error = LLVMCreateMessage(toString(content.takeError()).c_str());
    return -1;
}

/// Returns the first text in the identification block of `bytes`, whatever the epoch of the format.
static Expected<std::string> readProducer(StringRef bytes) {
    BitstreamCursor cursor(bytes);
    if (Error failure = cursor.JumpToBit(32))
        return failure;
    auto start = cursor.advance();
    if (!start)
        return start.takeError();
    if (start->Kind != BitstreamEntry::SubBlock || start->ID != bitc::IDENTIFICATION_BLOCK_ID)
        return createStringError("no identification block");
    if (Error failure = cursor.EnterSubBlock(bitc::IDENTIFICATION_BLOCK_ID))
        return failure;
    auto entry = cursor.advance();
    if (!entry)
        return entry.takeError();
    if (entry->Kind != BitstreamEntry::Record)
        return createStringError("no record");
    SmallVector<uint64_t, 64> record;
    auto code = cursor.readRecord(entry->ID, record);
    if (!code)
        return code.takeError();
    if (*code != bitc::IDENTIFICATION_CODE_STRING)
        return createStringError("no producer");
    return std::string(record.begin(), record.end());
}

char *shim_bitcode_producer(const char *bytes, size_t size) {
    StringRef text(bytes, size);
    auto producer = getBitcodeProducerString(MemoryBufferRef(text, "bitcode"));
    if (producer)
        return LLVMCreateMessage(producer->c_str());
    consumeError(producer.takeError());
    auto found = readProducer(text);
    if (found)
        return LLVMCreateMessage(found->c_str());
    consumeError(found.takeError());
    return nullptr;
}

const char *shim_llvm_version(void) {
    return LLVM_VERSION_STRING;
}
