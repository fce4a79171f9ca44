// munmap.

#include <errno.h>

#include "memory/pages.h"
#include "memory/space.h"
#include "system-calls/system-call.h"

/// Ends the mappings of a range.
SYSTEM_CALL(munmap, long, void *address, size_t length) {
    uintptr_t start = (uintptr_t)address;

    if (!length || start & (PAGE_SIZE - 1) || !space_contains(start, length))
        return -EINVAL;
    return space_change(start, start + PAGE_ROUND(length), SPACE_UNMAP, 0);
}
