// Who the process is.

#include <errno.h>

#include "process/process.h"
#include "process/threads.h"
#include "system-calls/system-call.h"

/// Returns the identifier of the process.
SYSTEM_CALL(getpid, long, void) {
    return PROCESS_ID;
}

/// Returns the identifier of the thread.
SYSTEM_CALL(gettid, long, void) {
    return thread_id;
}

/// Returns the identifier of the thread, and notes where to write 0 when it ends.
SYSTEM_CALL(set_tid_address, long, int *address) {
    if (thread_set_address)
        thread_set_address(address);
    else
        thread_first_address = address;
    return thread_id;
}

/// Returns the identifier of the parent, which is outside.
SYSTEM_CALL(getppid, long, void) {
    return 0;
}

/// Returns whether `process` names this process.
static int is_self(int process) {
    return !process || process == PROCESS_ID;
}

/// Returns the group of a process.
SYSTEM_CALL(getpgid, long, int process) {
    return is_self(process) ? PROCESS_ID : -ESRCH;
}

/// Returns the group of the process.
SYSTEM_CALL(getpgrp, long, void) {
    return PROCESS_ID;
}

/// Returns the session of a process.
SYSTEM_CALL(getsid, long, int process) {
    return is_self(process) ? PROCESS_ID : -ESRCH;
}

/// Puts a process into a group: the leader of a session stays in its own.
SYSTEM_CALL(setpgid, long, int process, int group) {
    return is_self(process) ? -EPERM : -ESRCH;
}

/// Makes a session, which the leader of a group cannot.
SYSTEM_CALL(setsid, long, void) {
    return -EPERM;
}
