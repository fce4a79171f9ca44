// madvise.

#include <errno.h>
#include <sys/mman.h>

#include "memory/pages.h"
#include "memory/space.h"
#include "system-calls/system-call.h"

// Advice that musl has no names for.
#define MADV_POPULATE_READ 22
#define MADV_POPULATE_WRITE 23

/// Takes advice about a range: pages that are not needed lose their memory, the rest changes
/// nothing.
SYSTEM_CALL(madvise, long, void *address, size_t length, int advice) {
    uintptr_t start = (uintptr_t)address;
    enum space_change change = SPACE_CHECK;

    if (start & (PAGE_SIZE - 1) || advice < 0 || advice > MADV_POPULATE_WRITE)
        return -EINVAL;
    length = PAGE_ROUND(length);
    if (!space_contains(start, length))
        return -ENOMEM;
    if (advice == MADV_DONTNEED || advice == MADV_FREE)
        change = SPACE_DISCARD;
    if (advice == MADV_POPULATE_READ || advice == MADV_POPULATE_WRITE)
        change = SPACE_POPULATE;
    return space_change(start, start + length, change, 0);
}
