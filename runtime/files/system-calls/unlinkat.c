#include <errno.h>
#include <fcntl.h>

#include "files/remove.h"
#include "system-calls/system-call.h"

/// Removes a name, with AT_REMOVEDIR that of an empty directory.
SYSTEM_CALL(unlinkat, long, int start, const char *path, int flags) {
    if (flags & ~AT_REMOVEDIR)
        return -EINVAL;
    return flags ? directory_remove(start, path) : name_remove(start, path);
}
