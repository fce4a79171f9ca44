#define _GNU_SOURCE
#include <errno.h>

#include "files/descriptors.h"
#include "system-calls/system-call.h"

// Flags that musl has no names for.
#define CLOSE_RANGE_UNSHARE 2
#define CLOSE_RANGE_CLOEXEC 4

/// Closes the descriptors from `first` to `last`, or marks them as close-on-exec. The table belongs
/// to the one process, so that there is nobody to share it with.
SYSTEM_CALL(close_range, long, unsigned first, unsigned last, unsigned flags) {
    if (flags & ~(CLOSE_RANGE_UNSHARE | CLOSE_RANGE_CLOEXEC) || first > last)
        return -EINVAL;
    for (; first <= last && first < descriptor_table.size; first++) {
        if (!file_get(first))
            continue;
        if (flags & CLOSE_RANGE_CLOEXEC)
            descriptor_set_flags(first, 1);
        else
            file_close(first);
    }
    return 0;
}
