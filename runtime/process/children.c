// Children: there can be none, so there is nobody to wait for. fork, vfork and execve have no
// handlers; the compiler lists who calls them.

#include <errno.h>

#include "system-calls/system-call.h"

/// Waits for a child.
SYSTEM_CALL(wait4, long, int process, int *status, int options, void *usage) {
    return -ECHILD;
}

/// Waits for a child.
SYSTEM_CALL(waitid, long, int kind, int process, void *info, int options, void *usage) {
    return -ECHILD;
}
