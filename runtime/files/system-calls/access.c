#include <fcntl.h>

#include "files/access.h"
#include "files/path.h"
#include "system-calls/system-call.h"

/// Says whether the file at `path` may be used as `mode` asks.
SYSTEM_CALL(access, long, const char *path, int mode) {
    return path_access(AT_FDCWD, path, mode, 0);
}
