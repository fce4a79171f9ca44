#include <fcntl.h>

#include "files/path.h"
#include "system-calls/system-call.h"

/// Describes what `path` leads to.
SYSTEM_CALL(stat, long, const char *path, struct stat *status) {
    return path_status(AT_FDCWD, path, 0, status);
}
