// mremap.

#define _GNU_SOURCE

#include <errno.h>
#include <sys/mman.h>

#include "memory/pages.h"
#include "memory/sharing.h"
#include "memory/space.h"
#include "memory/tables.h"
#include "system-calls/system-call.h"

/// Moves the pages of [start, end), with their memory, to where nothing is mapped.
static long move_pages(uintptr_t start, uintptr_t end, uintptr_t to) {
    struct place old, new;

    for (; start < end; start += PAGE_SIZE, to += PAGE_SIZE) {
        uint64_t entry;

        if (!place_find(&old, start, start, PLACE_MAKE) || !place_find(&new, to, to, PLACE_MAKE))
            return -ENOMEM;
        entry = *old.entry;
        place_set(&old, start, 0);
        place_set(&new, to, entry);
    }
    return 0;
}

/// Returns the rights of the page at `address`, which is mapped.
static uint64_t rights_at(uintptr_t address) {
    struct place place;

    place_find(&place, address, address, PLACE_LOOK);
    return *place.entry & (ENTRY_RIGHTS | ENTRY_SHARED);
}

/// Makes room for a mapping that moves: where the caller says, or anywhere.
static long remap_place(size_t length, int flags, uintptr_t wish) {
    if (!(flags & MREMAP_FIXED))
        return space_find(length) ?: -ENOMEM;
    if (wish & (PAGE_SIZE - 1) || !space_contains(wish, length))
        return -EINVAL;
    return space_change(wish, wish + length, SPACE_UNMAP, 0) ?: (long)wish;
}

/// Changes the size of a mapping, and its place when the flags allow.
static long remap(uintptr_t start, size_t old, size_t new, int flags, uintptr_t wish) {
    uintptr_t end = start + old;
    uint64_t rights = rights_at(end - PAGE_SIZE);
    long to, error = 0;

    if (new < old) {
        space_change(start + new, end, SPACE_UNMAP, 0);
        old = new;
        end = start + new;
    }
    if (!(flags & MREMAP_FIXED)) {
        if (new == old)
            return start;
        if (new - old > pages_left() * PAGE_SIZE)
            return -ENOMEM;
        if (space_contains(start, new) && !space_used(end, start + new))
            return space_map(end, start + new, rights)
                       ?: sharing_move(start, old, start, new) ?: (long)start;
        if (!(flags & MREMAP_MAYMOVE))
            return -ENOMEM;
    }
    to = remap_place(new, flags, wish);
    if (to < 0)
        return to;
    if (new > old)
        error = space_map(to + old, to + new, rights);
    return error ?: move_pages(start, end, to) ?: sharing_move(start, old, to, new) ?: to;
}

/// Changes the size or the place of a mapping.
SYSTEM_CALL(mremap, long, void *address, size_t old, size_t new, int flags, void *wish) {
    extern char __image_end[];
    uintptr_t start = (uintptr_t)address, to = (uintptr_t)wish;

    if (start & (PAGE_SIZE - 1) || !old || !new || flags & ~(MREMAP_MAYMOVE | MREMAP_FIXED) ||
        flags == MREMAP_FIXED)
        return -EINVAL;
    old = PAGE_ROUND(old);
    new = PAGE_ROUND(new);
    if (flags & MREMAP_FIXED && to < start + old && start < to + new)
        return -EINVAL;
    // The main stack ends at its guard page; musl looks for it in this way.
    if (!space_contains(start, old))
        return start == (uintptr_t)__image_end ? -EFAULT : -ENOMEM;
    if (space_change(start, start + old, SPACE_CHECK, 0))
        return -EFAULT;
    return remap(start, old, new, flags, to);
}
