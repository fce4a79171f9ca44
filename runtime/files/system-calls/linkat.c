#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>

#include "files/link.h"
#include "system-calls/system-call.h"

/// Gives a file a further name.
SYSTEM_CALL(linkat, long, int start, const char *path, int new_start, const char *new_path,
            int flags) {
    if (flags & ~(AT_SYMLINK_FOLLOW | AT_EMPTY_PATH))
        return -EINVAL;
    return path_link(start, path, new_start, new_path, flags);
}
