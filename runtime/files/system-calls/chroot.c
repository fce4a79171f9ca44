#include <errno.h>

#include "system-calls/system-call.h"

/// Refuses to change the root.
SYSTEM_CALL(chroot, long, const char *path) {
    return -EPERM;
}
