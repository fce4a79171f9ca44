#include "files/make.h"
#include "system-calls/system-call.h"

/// Makes a FIFO, a device, or an empty file.
SYSTEM_CALL(mknodat, long, int start, const char *path, mode_t mode, unsigned device) {
    return special_make(start, path, mode, device);
}
