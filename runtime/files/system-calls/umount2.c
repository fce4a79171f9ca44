#include <errno.h>

#include "system-calls/system-call.h"

/// Refuses to unmount.
SYSTEM_CALL(umount2, long, const char *target, int flags) {
    return -EPERM;
}
