#include <fcntl.h>

#include "files/access.h"
#include "files/path.h"
#include "system-calls/system-call.h"

/// Says whether the file at `path` may be used as `mode` asks.
SYSTEM_CALL(faccessat, long, int start, const char *path, int mode) {
    return path_access(start, path, mode, 0);
}
