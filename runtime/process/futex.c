// Futexes: waiting for a word of memory to be changed by another thread. Without threads nobody can
// be woken, and nobody will wake who waits.

#include "process/futex.h"

#include <errno.h>
#include <limits.h>
#include <stddef.h>
#include <time.h>

#include "console/console.h"
#include "process/threads.h"
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

/// Someone who waits, on its own stack.
struct waiter {
    struct waiter *next;
    volatile int *word;
    unsigned bits;
    volatile int is_woken;
};

/// Those who wait, in the order in which they came.
static struct waiter *waiters;

/// Takes a waiter out of the list.
static void forget(struct waiter *waiter) {
    struct waiter **link = &waiters;

    while (*link != waiter)
        link = &(*link)->next;
    *link = waiter->next;
}

/// Wakes at most `most` of those who wait for `word` with one of `bits`; returns how many.
long futex_wake(volatile int *word, int most, unsigned bits) {
    struct waiter **link = &waiters, *waiter;
    long count = 0;

    while ((waiter = *link) && count < most) {
        if (waiter->word == word && waiter->bits & bits) {
            *link = waiter->next;
            waiter->is_woken = 1;
            count++;
        } else {
            link = &waiter->next;
        }
    }
    return count;
}

/// Wakes `most` of those who wait for `word` and lets `further` others wait for `second` instead.
static long requeue(volatile int *word, int most, volatile int *second, long further) {
    long count = futex_wake(word, most, -1u);

    for (struct waiter *waiter = waiters; waiter && further > 0; waiter = waiter->next) {
        if (waiter->word == word) {
            waiter->word = second;
            further--;
            count++;
        }
    }
    return count;
}

/// Waits until another thread wakes this one, or until the time is over.
static long wait(volatile int *word, unsigned bits, uint64_t deadline) {
    struct waiter waiter = {.word = word, .bits = bits}, **link = &waiters;
    long problem = 0;

    while (*link)
        link = &(*link)->next;
    *link = &waiter;
    while (!waiter.is_woken && !problem) {
        if (signal_pending())
            problem = -EINTR;
        else if (deadline && clock_monotonic() >= deadline)
            problem = -ETIMEDOUT;
        else
            idle_for(&waiter.is_woken, deadline);
    }
    if (waiter.is_woken)
        return 0;
    forget(&waiter);
    return problem;
}

/// Waits until the time is over; without one, the program has locked itself out.
static long wait_in_vain(uint64_t deadline) {
    if (!deadline)
        console_fatal("deadlock: the only thread waits for another", 128 + 6);
    while (clock_monotonic() < deadline) {
        if (signal_pending())
            return -EINTR;
        idle_until(deadline);
    }
    return -ETIMEDOUT;
}

/// Waits for `word`, which has the value `value`. Inline, because without threads little is left.
__attribute__((always_inline)) static inline long wait_for(volatile int *word, int value,
                                                           unsigned bits, uint64_t deadline) {
    if (*word != value)
        return -EAGAIN;
    return threads_present ? wait(word, bits, deadline) : wait_in_vain(deadline);
}

/// Returns the monotonic time at which a clock shows `time`; 0 is never.
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
        return wait_for(word, value, -1u, timeout ? clock_deadline(timeout) : 0);
    case FUTEX_WAIT_BITSET:
        return wait_for(word, value, third, timeout ? absolute_deadline(timeout, operation) : 0);
    case FUTEX_CMP_REQUEUE:
        if (*word != third)
            return -EAGAIN;
        return threads_present ? requeue(word, value, second, (long)timeout) : 0;
    case FUTEX_REQUEUE:
        return threads_present ? requeue(word, value, second, (long)timeout) : 0;
    case FUTEX_WAKE:
        return threads_present ? futex_wake(word, value, -1u) : 0;
    case FUTEX_WAKE_BITSET:
        return threads_present ? futex_wake(word, value, third) : 0;
    default:
        return -ENOSYS;
    }
}

/// Notes the locks that end with a thread; musl's threads end them themselves.
SYSTEM_CALL(set_robust_list, long, void *head, size_t size) {
    return size == 3 * sizeof(void *) ? 0 : -EINVAL;
}

/// The commands of membarrier that there are, one bit each; 0 asks for them.
#define MEMBARRIER_COMMANDS 0x7f

/// Orders memory between processors: there is one.
SYSTEM_CALL(membarrier, long, int command, unsigned flags) {
    if (flags || command < 0 || command & ~MEMBARRIER_COMMANDS || command & (command - 1))
        return -EINVAL;
    return command ? 0 : MEMBARRIER_COMMANDS;
}
