#include <fcntl.h>

#include "files/owner.h"
#include "system-calls/system-call.h"

/// Sets the owner and the group of what stands at `path`, be it a symbolic link.
SYSTEM_CALL(lchown, long, const char *path, uid_t user, gid_t group) {
    return path_set_owner(AT_FDCWD, path, user, group, AT_SYMLINK_NOFOLLOW);
}
