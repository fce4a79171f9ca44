// mlock and its family. Memory never leaves RAM; locking a range only gives it memory now.

#define _GNU_SOURCE

#include <errno.h>
#include <sys/mman.h>

#include "memory/pages.h"
#include "memory/space.h"
#include "system-calls/system-call.h"

/// Gives every page of a range memory.
static long lock_range(const void *address, size_t length) {
    uintptr_t start = (uintptr_t)address & -(uintptr_t)PAGE_SIZE;
    uintptr_t end = PAGE_ROUND((uintptr_t)address + length);

    if (!space_contains(start, end - start))
        return 0;
    return space_change(start, end, SPACE_POPULATE, 0);
}

/// Locks a range.
SYSTEM_CALL(mlock, long, const void *address, size_t length) {
    return lock_range(address, length);
}

/// Locks a range, or what of it gets memory later.
SYSTEM_CALL(mlock2, long, const void *address, size_t length, unsigned flags) {
    if (flags & ~MLOCK_ONFAULT)
        return -EINVAL;
    return flags ? 0 : lock_range(address, length);
}

/// Unlocks a range.
SYSTEM_CALL(munlock, long, const void *address, size_t length) {
    return 0;
}

/// Locks all memory.
SYSTEM_CALL(mlockall, long, int flags) {
    return flags & ~(MCL_CURRENT | MCL_FUTURE | MCL_ONFAULT) || !flags ? -EINVAL : 0;
}

/// Unlocks all memory.
SYSTEM_CALL(munlockall, long, void) {
    return 0;
}
