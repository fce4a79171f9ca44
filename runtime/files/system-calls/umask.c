#include "files/file.h"
#include "system-calls/system-call.h"

/// Sets which permissions new files do not get, and returns the old ones.
SYSTEM_CALL(umask, long, mode_t mask) {
    mode_t old = creation_mask;

    creation_mask = mask & 0777;
    return old;
}
