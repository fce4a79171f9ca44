#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>

#include "files/times.h"
#include "system-calls/system-call.h"

/// Sets the times of a file, with nanoseconds; a null `path` means the open file `start`.
SYSTEM_CALL(utimensat, long, int start, const char *path, const struct timespec *times, int flags) {
    if (flags & ~(AT_SYMLINK_NOFOLLOW | AT_EMPTY_PATH) || (!path && flags))
        return -EINVAL;
    return times_set(start, path, times, flags);
}
