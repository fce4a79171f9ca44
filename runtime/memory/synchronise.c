// msync. Mappings are private or show the file's own memory: there is nothing to write back.

#include <errno.h>
#include <sys/mman.h>

#include "memory/pages.h"
#include "memory/space.h"
#include "system-calls/system-call.h"

/// Checks what is asked for.
SYSTEM_CALL(msync, long, void *address, size_t length, int flags) {
    uintptr_t start = (uintptr_t)address;

    if (start & (PAGE_SIZE - 1) || flags & ~(MS_ASYNC | MS_INVALIDATE | MS_SYNC) ||
        (flags & (MS_ASYNC | MS_SYNC)) == (MS_ASYNC | MS_SYNC))
        return -EINVAL;
    length = PAGE_ROUND(length);
    if (!space_contains(start, length))
        return -ENOMEM;
    return space_change(start, start + length, SPACE_CHECK, 0);
}
