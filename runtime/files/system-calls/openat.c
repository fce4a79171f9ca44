#include "files/file.h"
#include "system-calls/system-call.h"

/// Opens the file at `path` from the directory `start`.
SYSTEM_CALL(openat, long, int start, const char *path, int flags, mode_t mode) {
    return file_open(start, path, flags, mode);
}
