#include <fcntl.h>

#include "files/remove.h"
#include "system-calls/system-call.h"

/// Removes a name of a file that is no directory.
SYSTEM_CALL(unlink, long, const char *path) {
    return name_remove(AT_FDCWD, path);
}
