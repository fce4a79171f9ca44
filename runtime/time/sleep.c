// Sleeping.

#include <errno.h>

#include "signals/signals.h"
#include "system-calls/system-call.h"
#include "time/clock.h"

/// Sleeps until the monotonic clock shows `deadline`. A signal whose handler runs ends the sleep;
/// then what is left goes to `left`, unless null.
static long sleep_until(uint64_t deadline, struct timespec *left) {
    uint64_t start = clock_monotonic(), now;
    long result = 0;

    while ((now = clock_monotonic()) < deadline) {
        if (signal_pending()) {
            result = -EINTR;
            break;
        }
        idle_until(deadline);
    }
    idle_total += now - start;
    if (result && left) {
        left->tv_sec = (deadline - now) / NANOSECONDS;
        left->tv_nsec = (deadline - now) % NANOSECONDS;
    }
    return result;
}

/// Returns whether a time is none.
static int invalid(const struct timespec *time) {
    return time->tv_sec < 0 || (unsigned long)time->tv_nsec >= NANOSECONDS;
}

/// Sleeps for a time.
SYSTEM_CALL(nanosleep, long, const struct timespec *time, struct timespec *left) {
    return invalid(time) ? -EINVAL : sleep_until(clock_deadline(time), left);
}

/// Sleeps for a time or until a time of a clock.
SYSTEM_CALL(clock_nanosleep, long, clockid_t clock, int flags, const struct timespec *time,
            struct timespec *left) {
    uint64_t until;

    if (clock == CLOCK_MONOTONIC_RAW || clock == CLOCK_REALTIME_COARSE ||
        clock == CLOCK_MONOTONIC_COARSE)
        return -EOPNOTSUPP;
    if (invalid(time) ||
        (clock != CLOCK_REALTIME && clock != CLOCK_MONOTONIC && clock != CLOCK_BOOTTIME))
        return -EINVAL;
    if (!(flags & TIMER_ABSTIME))
        return sleep_until(clock_deadline(time), left);
    until = time->tv_sec * NANOSECONDS + time->tv_nsec;
    if (clock == CLOCK_REALTIME) {
        uint64_t now = clock_realtime();

        until = until > now ? clock_monotonic() + (until - now) : 0;
    }
    return sleep_until(until, NULL);
}
