#include <fcntl.h>

#include "files/file.h"
#include "system-calls/system-call.h"

/// Opens the file at `path`.
SYSTEM_CALL(open, long, const char *path, int flags, mode_t mode) {
    return file_open(AT_FDCWD, path, flags, mode);
}
