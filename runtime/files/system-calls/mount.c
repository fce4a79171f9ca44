#include <errno.h>

#include "system-calls/system-call.h"

/// Refuses to mount: file systems are mounted by the deployment.
SYSTEM_CALL(mount, long, const char *source, const char *target, const char *type,
            unsigned long flags, const void *data) {
    return -EPERM;
}
