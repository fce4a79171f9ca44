#include <fcntl.h>

#include "files/link.h"
#include "system-calls/system-call.h"

/// Gives a file a further name.
SYSTEM_CALL(link, long, const char *path, const char *new_path) {
    return path_link(AT_FDCWD, path, AT_FDCWD, new_path, 0);
}
