#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>

#include "files/owner.h"
#include "system-calls/system-call.h"

/// Sets the owner and the group of a file.
SYSTEM_CALL(fchownat, long, int start, const char *path, uid_t user, gid_t group, int flags) {
    if (flags & ~(AT_SYMLINK_NOFOLLOW | AT_EMPTY_PATH))
        return -EINVAL;
    return path_set_owner(start, path, user, group, flags);
}
