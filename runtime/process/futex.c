// Futexes with one thread: nobody can be woken, and nobody will wake who waits.

#include <errno.h>
#include <limits.h>
#include <stddef.h>
#include <time.h>

#include "console/console.h"
#include "signals/signals.h"
#include "system-calls/system-call.h"
#include "time/clock.h"

// Operations on futexes, and the options beside them.
enum {
    FUTEX_WAIT = 0,
    FUTEX_WAKE = 1,
    FUTEX_REQUEUE = 3,
    FUTEX_CMP_REQUEUE = 4,
    FUTEX_WAIT_BITSET = 9,
    FUTEX_WAKE_BITSET = 10
};
#define FUTEX_OPTIONS 0x180
#define FUTEX_CLOCK_REALTIME 0x100

/// Waits until the time is over; without one, the program has locked itself out.
static long wait_in_vain(uint64_t deadline) {
    if (!deadline)
        console_fatal("deadlock: the only thread waits for another", 128 + 6);
    while (clock_monotonic() < deadline) {
        if (signal_pending())
            return -EINTR;
        idle();
    }
    return -ETIMEDOUT;
}

/// Returns the monotonic time at which a clock shows `time`.
static uint64_t absolute_deadline(const struct timespec *time, int options) {
    uint64_t deadline = time->tv_sec * NANOSECONDS + time->tv_nsec;

    if (options & FUTEX_CLOCK_REALTIME)
        deadline -= clock_realtime() - clock_monotonic();
    return deadline;
}

/// Waits for, or wakes, threads that wait for a word of memory to change.
SYSTEM_CALL(futex, long, volatile int *word, int operation, int value,
            const struct timespec *timeout, int *second, int third) {
    switch (operation & ~FUTEX_OPTIONS) {
    case FUTEX_WAIT:
        if (*word != value)
            return -EAGAIN;
        return wait_in_vain(timeout ? clock_deadline(timeout) : 0);
    case FUTEX_WAIT_BITSET:
        if (*word != value)
            return -EAGAIN;
        return wait_in_vain(timeout ? absolute_deadline(timeout, operation) : 0);
    case FUTEX_CMP_REQUEUE:
        return *word == third ? 0 : -EAGAIN;
    case FUTEX_WAKE:
    case FUTEX_WAKE_BITSET:
    case FUTEX_REQUEUE:
        return 0;
    default:
        return -ENOSYS;
    }
}

/// Notes the locks that end with a thread: the only thread ends with the machine.
SYSTEM_CALL(set_robust_list, long, void *head, size_t size) {
    return size == 3 * sizeof(void *) ? 0 : -EINVAL;
}

/// Orders memory between processors: there is one.
SYSTEM_CALL(membarrier, long, int command, unsigned flags) {
    return 0;
}
