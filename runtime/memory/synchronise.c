// msync. Mappings are private or show the file's own memory, which the file makes last.

#include <errno.h>
#include <sys/mman.h>

#include "memory/pages.h"
#include "memory/sharing.h"
#include "memory/space.h"
#include "system-calls/system-call.h"

/// Has the files that a range shows make their bytes last.
SYSTEM_CALL(msync, long, void *address, size_t length, int flags) {
    uintptr_t start = (uintptr_t)address;

    if (start & (PAGE_SIZE - 1) || flags & ~(MS_ASYNC | MS_INVALIDATE | MS_SYNC) ||
        (flags & (MS_ASYNC | MS_SYNC)) == (MS_ASYNC | MS_SYNC))
        return -EINVAL;
    length = PAGE_ROUND(length);
    if (!space_contains(start, length))
        return -ENOMEM;
    return space_change(start, start + length, SPACE_CHECK, 0)
               ?: flags & MS_SYNC ? sharing_synchronise(start, start + length)
                                  : 0;
}
