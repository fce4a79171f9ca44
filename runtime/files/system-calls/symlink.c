#include <fcntl.h>

#include "files/link.h"
#include "system-calls/system-call.h"

/// Makes a symbolic link with the text `target`.
SYSTEM_CALL(symlink, long, const char *target, const char *path) {
    return symbolic_link(target, AT_FDCWD, path);
}
