#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>

#include "files/path.h"
#include "system-calls/system-call.h"

/// Describes what `path` leads to from the directory `start`.
SYSTEM_CALL(newfstatat, long, int start, const char *path, struct stat *status, int flags) {
    if (flags & ~(AT_SYMLINK_NOFOLLOW | AT_EMPTY_PATH | AT_NO_AUTOMOUNT | AT_STATX_SYNC_TYPE))
        return -EINVAL;
    return path_status(start, path, flags, status);
}
