// Children: there can be none, so there is nobody to wait for. fork, vfork and execve have no
// handlers; the compiler lists who calls them.

#include <errno.h>
#include <sys/wait.h>

#include "system-calls/system-call.h"

// The options of wait4: the usual ones, and those that musl has no names for.
#define WAIT_OPTIONS (WNOHANG | WUNTRACED | WCONTINUED | 0xe0000000u)

/// Waits for a child.
SYSTEM_CALL(wait4, long, int process, int *status, unsigned options, void *usage) {
    return options & ~WAIT_OPTIONS ? -EINVAL : -ECHILD;
}

/// Waits for a child.
SYSTEM_CALL(waitid, long, int kind, int process, void *info, int options, void *usage) {
    return -ECHILD;
}
