// Scheduling of the one thread on the one processor.

#include <errno.h>
#include <sched.h>
#include <string.h>
#include <sys/resource.h>

#include "process/process.h"
#include "process/threads.h"
#include "system-calls/system-call.h"

/// What the system call returns for the priority 0: it adds this to tell priorities from errors.
#define PRIORITY_BIAS 20

static int priority;

/// Returns whether a number names a thread; 0 stands for the one that runs.
static int is_thread(int id) {
    return !id || (thread_exists ? thread_exists(id) : id == PROCESS_ID);
}

/// Lets others run.
SYSTEM_CALL(sched_yield, long, void) {
    if (thread_yield)
        thread_yield();
    return 0;
}

/// Tells the processors that a thread may use.
SYSTEM_CALL(sched_getaffinity, long, int process, size_t size, unsigned long *mask) {
    if (!is_thread(process))
        return -ESRCH;
    if (size < sizeof *mask || size % sizeof *mask)
        return -EINVAL;
    *mask = 1;
    return sizeof *mask;
}

/// Sets the processors that a thread may use.
SYSTEM_CALL(sched_setaffinity, long, int process, size_t size, const unsigned char *mask) {
    if (!is_thread(process))
        return -ESRCH;
    return size && mask[0] & 1 ? 0 : -EINVAL;
}

/// Tells the processor that the thread is on.
SYSTEM_CALL(getcpu, long, unsigned *processor, unsigned *node, void *unused) {
    if (processor)
        *processor = 0;
    if (node)
        *node = 0;
    return 0;
}

/// Tells the priority.
SYSTEM_CALL(getpriority, long, int which, int who) {
    return (unsigned)which > PRIO_USER ? -EINVAL : PRIORITY_BIAS - priority;
}

/// Sets the priority.
SYSTEM_CALL(setpriority, long, int which, int who, int value) {
    if ((unsigned)which > PRIO_USER)
        return -EINVAL;
    priority = value < -PRIORITY_BIAS   ? -PRIORITY_BIAS
               : value >= PRIORITY_BIAS ? PRIORITY_BIAS - 1
                                        : value;
    return 0;
}

/// Returns the lowest or the highest priority of a policy.
static long policy_bound(int policy, int real_time) {
    switch (policy) {
    case SCHED_FIFO:
    case SCHED_RR:
        return real_time;
    case SCHED_OTHER:
    case SCHED_BATCH:
    case SCHED_IDLE:
        return 0;
    default:
        return -EINVAL;
    }
}

/// Returns the highest priority of a policy.
SYSTEM_CALL(sched_get_priority_max, long, int policy) {
    return policy_bound(policy, 99);
}

/// Returns the lowest priority of a policy.
SYSTEM_CALL(sched_get_priority_min, long, int policy) {
    return policy_bound(policy, 1);
}
