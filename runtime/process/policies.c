// Scheduling policies. All threads take turns, which is what SCHED_OTHER, SCHED_BATCH and
// SCHED_IDLE promise; policies of real time are refused, as Linux does without the right to them.

#include <errno.h>
#include <sched.h>
#include <stdint.h>
#include <string.h>

#include "process/process.h"
#include "process/threads.h"
#include "system-calls/system-call.h"

/// The mark that children shall begin with the plain policy.
#define RESET_ON_FORK 0x40000000

/// How long a thread runs before others do, in nanoseconds.
#define TURN 4000000

/// What the newer calls take.
struct attributes {
    uint32_t size, policy;
    uint64_t flags;
    int32_t nice;
    uint32_t priority;
    uint64_t runtime, deadline, period;
};

/// The policy of the process with its mark.
static int policy;

/// Returns whether a number names a thread; 0 stands for the one that runs.
static int is_thread(int id) {
    return !id || (thread_exists ? thread_exists(id) : id == PROCESS_ID);
}

/// Checks whether a policy with a priority can be had.
static long check(int wanted, int priority) {
    switch (wanted & ~RESET_ON_FORK) {
    case SCHED_OTHER:
    case SCHED_BATCH:
    case SCHED_IDLE:
        return priority ? -EINVAL : 0;
    case SCHED_FIFO:
    case SCHED_RR:
        return priority < 1 || priority > 99 ? -EINVAL : -EPERM;
    default:
        return -EINVAL;
    }
}

/// Sets a policy.
static long set(int id, int wanted, int priority) {
    long problem;

    if (id < 0)
        return -EINVAL;
    problem = check(wanted, priority);
    if (!is_thread(id))
        return -ESRCH;
    if (!problem)
        policy = wanted;
    return problem;
}

/// Sets the policy and the priority of a thread.
SYSTEM_CALL(sched_setscheduler, long, int id, int wanted, const int *priority) {
    return !priority || wanted < 0 ? -EINVAL : set(id, wanted, *priority);
}

/// Tells the policy of a thread.
SYSTEM_CALL(sched_getscheduler, long, int id) {
    return id < 0 ? -EINVAL : is_thread(id) ? policy : -ESRCH;
}

/// Sets the priority of a thread under its policy.
SYSTEM_CALL(sched_setparam, long, int id, const int *priority) {
    return !priority ? -EINVAL : set(id, policy, *priority);
}

/// Tells the priority of a thread under its policy.
SYSTEM_CALL(sched_getparam, long, int id, int *priority) {
    if (!priority || id < 0)
        return -EINVAL;
    if (!is_thread(id))
        return -ESRCH;
    *priority = 0;
    return 0;
}

/// Tells how long a thread runs before others do.
SYSTEM_CALL(sched_rr_get_interval, long, int id, struct timespec *time) {
    if (id < 0)
        return -EINVAL;
    if (!is_thread(id))
        return -ESRCH;
    *time = (struct timespec){.tv_nsec = TURN};
    return 0;
}

/// Sets the policy of a thread and what belongs to it.
SYSTEM_CALL(sched_setattr, long, int id, const struct attributes *wanted, unsigned flags) {
    if (!wanted || flags || id < 0)
        return -EINVAL;
    if (wanted->size && wanted->size < sizeof *wanted)
        return -EINVAL;
    return set(id, wanted->policy | (wanted->flags & 1 ? RESET_ON_FORK : 0), wanted->priority);
}

/// Tells the policy of a thread and what belongs to it.
SYSTEM_CALL(sched_getattr, long, int id, struct attributes *result, unsigned size, unsigned flags) {
    if (!result || flags || id < 0 || size < sizeof *result)
        return -EINVAL;
    if (!is_thread(id))
        return -ESRCH;
    *result = (struct attributes){
        .size = sizeof *result,
        .policy = policy & ~RESET_ON_FORK,
        .flags = policy & RESET_ON_FORK ? 1 : 0,
    };
    return 0;
}
