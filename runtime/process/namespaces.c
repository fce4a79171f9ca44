// unshare: what a process has for itself.

#define _GNU_SOURCE
#include <errno.h>
#include <sched.h>

#include "process/threads.h"
#include "system-calls/system-call.h"

/// What a process without threads shares with nobody anyway.
#define OWN (CLONE_FS | CLONE_FILES | CLONE_SYSVSEM)

/// What needs that there are no other threads.
#define ALONE (CLONE_THREAD | CLONE_SIGHAND | CLONE_VM)

/// Gives the process things of its own: what it has for itself already. Names of other worlds there
/// are none.
SYSTEM_CALL(unshare, long, unsigned long flags) {
    if (flags & ~(unsigned long)(OWN | ALONE | CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS |
                                 CLONE_NEWIPC | CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNET))
        return -EINVAL;
    if (flags & ~(unsigned long)(OWN | ALONE))
        return -EPERM;
    return threads_present && flags ? -EINVAL : 0;
}
