// mincore.

#include <errno.h>

#include "memory/pages.h"
#include "memory/space.h"
#include "memory/tables.h"
#include "system-calls/system-call.h"

/// Tells which pages of a range have memory.
SYSTEM_CALL(mincore, long, void *address, size_t length, unsigned char *resident) {
    uintptr_t start = (uintptr_t)address, end;
    struct place place;

    if (start & (PAGE_SIZE - 1))
        return -EINVAL;
    end = start + PAGE_ROUND(length);
    if (!space_contains(start, end - start) || space_change(start, end, SPACE_CHECK, 0))
        return -ENOMEM;
    for (; start < end; start += PAGE_SIZE) {
        place_find(&place, start, end, PLACE_LOOK);
        *resident++ = !!(*place.entry & ENTRY_FRAME);
    }
    return 0;
}
