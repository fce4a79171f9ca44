#include <fcntl.h>

#include "files/file.h"
#include "system-calls/system-call.h"

/// Makes the file at `path`, or empties it, and opens it for writing.
SYSTEM_CALL(creat, long, const char *path, mode_t mode) {
    return file_open(AT_FDCWD, path, O_CREAT | O_WRONLY | O_TRUNC, mode);
}
