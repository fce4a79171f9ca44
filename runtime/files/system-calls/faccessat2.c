#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>

#include "files/access.h"
#include "files/path.h"
#include "system-calls/system-call.h"

/// Says whether the file at `path` may be used as `mode` asks.
SYSTEM_CALL(faccessat2, long, int start, const char *path, int mode, int flags) {
    if (flags & ~(AT_EACCESS | AT_SYMLINK_NOFOLLOW | AT_EMPTY_PATH))
        return -EINVAL;
    return path_access(start, path, mode, flags);
}
