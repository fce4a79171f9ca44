// mmap.

#include <errno.h>
#include <sys/mman.h>

#include "files/file.h"
#include "memory/pages.h"
#include "memory/sharing.h"
#include "memory/space.h"
#include "memory/tables.h"
#include "system-calls/system-call.h"

/// Chooses where a mapping goes and makes room for it. Returns the address or an error.
static long map_place(uintptr_t wish, size_t length, int flags) {
    uintptr_t start;

    if (flags & (MAP_FIXED | MAP_FIXED_NOREPLACE)) {
        if (wish & (PAGE_SIZE - 1))
            return -EINVAL;
        if (!space_contains(wish, length))
            return -ENOMEM;
        if (flags & MAP_FIXED_NOREPLACE)
            return space_used(wish, wish + length) ? -EEXIST : (long)wish;
        return space_change(wish, wish + length, SPACE_UNMAP, 0) ?: (long)wish;
    }
    wish &= -(uintptr_t)PAGE_SIZE;
    if (wish && space_contains(wish, length) && !space_used(wish, wish + length))
        return wish;
    start = space_find(length);
    return start ? (long)start : -ENOMEM;
}

/// Maps pages that read as zero.
static long map_anonymous(uintptr_t wish, size_t length, int protection, int flags) {
    long start, error;

    if (protection & PROT_WRITE && !(flags & MAP_NORESERVE) && length / PAGE_SIZE > pages_left())
        return -ENOMEM;
    start = map_place(wish, length, flags);
    if (start < 0)
        return start;
    error = space_map(start, start + length, space_rights(protection));
    if (!error && flags & (MAP_POPULATE | MAP_LOCKED))
        error = space_change(start, start + length, SPACE_POPULATE, 0);
    return error ?: start;
}

/// Maps the memory of a file itself.
static long map_shared(uintptr_t wish, size_t length, int protection, int flags, struct file *file,
                       off_t offset) {
    long start, problem;

    start = map_place(wish, length, flags);
    if (start < 0)
        return start;
    problem = sharing_begin(start, start + length, file, offset)
                  ?: space_map(start, start + length, space_rights(protection) | ENTRY_SHARED);
    if (problem)
        sharing_end(start, start + length);
    return problem ?: start;
}

/// Returns the memory at `start`, which was just mapped: it is nobody's but the caller's, as
/// component.json says.
void *map_bytes(long start) {
    return (void *)start;
}

/// Maps a copy of a part of a file.
static long map_copy(uintptr_t wish, size_t length, int protection, int flags, struct file *file,
                     off_t offset) {
    long start, done = 0, part;

    start = map_anonymous(wish, length, PROT_READ | PROT_WRITE, flags & ~MAP_POPULATE);
    if (start < 0)
        return start;
    do {
        part = file_read_at(file, (char *)map_bytes(start) + done, length - done, offset + done);
        if (part < 0) {
            space_change(start, start + length, SPACE_UNMAP, 0);
            return -ENODEV;
        }
        done += part;
    } while (part && done < length);
    space_change(start, start + length, SPACE_PROTECT, space_rights(protection));
    return start;
}

/// Maps a part of a file.
static long map_file(uintptr_t wish, size_t length, int protection, int flags, int descriptor,
                     off_t offset) {
    struct file *file = file_get(descriptor);
    int is_shared = (flags & MAP_TYPE) != MAP_PRIVATE;

    if (!(FILE_MODE(file->flags) & FILE_READABLE) ||
        (is_shared && protection & PROT_WRITE && !(FILE_MODE(file->flags) & FILE_WRITABLE)))
        return -EACCES;
    if (!file->operations->seek)
        return -ENODEV;
    if (is_shared && file->operations->bytes)
        return map_shared(wish, length, protection, flags, file, offset);
    if (is_shared && protection & PROT_WRITE)
        return -ENODEV;
    return map_copy(wish, length, protection, flags, file, offset);
}

/// Maps memory or a file.
SYSTEM_CALL(mmap, long, void *address, size_t length, int protection, int flags, int descriptor,
            off_t offset) {
    int type = flags & MAP_TYPE;

    if (offset & (PAGE_SIZE - 1))
        return -EINVAL;
    if (!(flags & MAP_ANONYMOUS) && !file_get(descriptor))
        return -EBADF;
    if (!length)
        return -EINVAL;
    if (length > SPACE_END - SPACE_START)
        return -ENOMEM;
    if (!type || type > MAP_SHARED_VALIDATE)
        return -EINVAL;
    length = PAGE_ROUND(length);
    if (flags & MAP_ANONYMOUS)
        return map_anonymous((uintptr_t)address, length, protection, flags);
    return map_file((uintptr_t)address, length, protection, flags, descriptor, offset);
}
