// Archives, GNU and thin: members, their bytes, and the symbol index.

#include "LLVMShim.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/Object/Archive.h"
#include "llvm/Support/MemoryBuffer.h"

#include <string>
#include <vector>

using namespace llvm;

namespace {

/// One member of an archive.
struct Member {
    std::string name;
    MemoryBufferRef bytes;
};

/// One entry of the symbol index.
struct IndexEntry {
    std::string symbol;
    size_t member;
};

} // namespace

struct ShimOpaqueArchive {
    std::unique_ptr<MemoryBuffer> buffer;
    std::unique_ptr<object::Archive> archive;
    std::vector<Member> members;
    std::vector<IndexEntry> index;
};

namespace {

/// Returns the text of `error` in the form that LLVMDisposeMessage frees.
char *message(Error error) {
    return LLVMCreateMessage(toString(std::move(error)).c_str());
}

/// Reads the members of `result`, and maps each one's offset to its number.
Error readMembers(ShimOpaqueArchive &result, DenseMap<uint64_t, size_t> &numbers) {
    Error error = Error::success();
    for (const object::Archive::Child &child : result.archive->children(error)) {
        auto name =
            result.archive->isThin() ? child.getFullName() : [&]() -> Expected<std::string> {
            auto plain = child.getName();
            if (!plain)
                return plain.takeError();
            return plain->str();
        }();
        if (!name) {
            consumeError(std::move(error));
            return name.takeError();
        }
        auto bytes = child.getMemoryBufferRef();
        if (!bytes) {
            consumeError(std::move(error));
            return createStringError(*name + ": " + toString(bytes.takeError()));
        }
        numbers[child.getChildOffset()] = result.members.size();
        result.members.push_back({*name, *bytes});
    }
    return error;
}

/// Reads the symbol index of `result`.
Error readIndex(ShimOpaqueArchive &result, const DenseMap<uint64_t, size_t> &numbers) {
    if (!result.archive->hasSymbolTable())
        return Error::success();
    for (const object::Archive::Symbol &symbol : result.archive->symbols()) {
        auto child = symbol.getMember();
        if (!child)
            return child.takeError();
        auto number = numbers.find(child->getChildOffset());
        if (number != numbers.end())
            result.index.push_back({symbol.getName().str(), number->second});
    }
    return Error::success();
}

} // namespace

ShimArchiveRef shim_archive_open(const char *path, char **error) {
    auto buffer = MemoryBuffer::getFile(path, /*IsText=*/false, /*RequiresNullTerminator=*/false);
    if (!buffer) {
        *error = LLVMCreateMessage(buffer.getError().message().c_str());
        return nullptr;
    }
    auto result = std::make_unique<ShimOpaqueArchive>();
    result->buffer = std::move(*buffer);
    auto archive = object::Archive::create(result->buffer->getMemBufferRef());
    if (!archive) {
        *error = message(archive.takeError());
        return nullptr;
    }
    result->archive = std::move(*archive);
    DenseMap<uint64_t, size_t> numbers;
    if (Error failure = readMembers(*result, numbers)) {
        *error = message(std::move(failure));
        return nullptr;
    }
    if (Error failure = readIndex(*result, numbers)) {
        *error = message(std::move(failure));
        return nullptr;
    }
    return result.release();
}

void shim_archive_close(ShimArchiveRef archive) {
    delete archive;
}

size_t shim_archive_count(ShimArchiveRef archive) {
    return archive->members.size();
}

const char *shim_archive_name(ShimArchiveRef archive, size_t index) {
    return archive->members[index].name.c_str();
}

const char *shim_archive_start(ShimArchiveRef archive) {
    return archive->buffer->getBufferStart();
}

const char *shim_archive_bytes(ShimArchiveRef archive, size_t index, size_t *size) {
    MemoryBufferRef bytes = archive->members[index].bytes;
    *size = bytes.getBufferSize();
    return bytes.getBufferStart();
}

size_t shim_archive_symbol_count(ShimArchiveRef archive) {
    return archive->index.size();
}

const char *shim_archive_symbol(ShimArchiveRef archive, size_t entry, size_t *member) {
    *member = archive->index[entry].member;
    return archive->index[entry].symbol.c_str();
}
