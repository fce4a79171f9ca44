#include "files/rename.h"
#include "system-calls/system-call.h"

/// Gives a file another name.
SYSTEM_CALL(renameat, long, int start, const char *path, int new_start, const char *new_path) {
    return path_rename(start, path, new_start, new_path, 0);
}
