#include "files/make.h"
#include "system-calls/system-call.h"

/// Makes a directory.
SYSTEM_CALL(mkdirat, long, int start, const char *path, mode_t mode) {
    return directory_make(start, path, mode);
}
