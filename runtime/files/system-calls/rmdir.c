#include <fcntl.h>

#include "files/remove.h"
#include "system-calls/system-call.h"

/// Removes an empty directory.
SYSTEM_CALL(rmdir, long, const char *path) {
    return directory_remove(AT_FDCWD, path);
}
