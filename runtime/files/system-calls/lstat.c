#include <fcntl.h>

#include "files/path.h"
#include "system-calls/system-call.h"

/// Describes what stands at `path`, be it a symbolic link.
SYSTEM_CALL(lstat, long, const char *path, struct stat *status) {
    return path_status(AT_FDCWD, path, AT_SYMLINK_NOFOLLOW, status);
}
