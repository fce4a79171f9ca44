#include <fcntl.h>

#include "files/rename.h"
#include "system-calls/system-call.h"

/// Gives a file another name.
SYSTEM_CALL(rename, long, const char *path, const char *new_path) {
    return path_rename(AT_FDCWD, path, AT_FDCWD, new_path, 0);
}
