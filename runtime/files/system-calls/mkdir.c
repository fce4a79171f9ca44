#include <fcntl.h>

#include "files/file.h"
#include "files/make.h"
#include "files/path.h"
#include "system-calls/system-call.h"

/// Makes a directory.
SYSTEM_CALL(mkdir, long, const char *path, mode_t mode) {
    return directory_make(AT_FDCWD, path, mode);
}
