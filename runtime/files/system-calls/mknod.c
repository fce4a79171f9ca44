#include <fcntl.h>

#include "files/make.h"
#include "system-calls/system-call.h"

/// Makes a FIFO, a device, or an empty file.
SYSTEM_CALL(mknod, long, const char *path, mode_t mode, unsigned device) {
    return special_make(AT_FDCWD, path, mode, device);
}
