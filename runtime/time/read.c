// Reading and setting clocks.

#define _GNU_SOURCE

#include <errno.h>
#include <sys/time.h>

#include "system-calls/system-call.h"
#include "time/clock.h"

/// Returns the time of a clock, or 0 when there is no such clock.
static uint64_t clock_read(clockid_t clock) {
    // The clocks of a process or thread have negative numbers; there is one of each.
    if (clock < 0)
        clock = CLOCK_PROCESS_CPUTIME_ID;
    switch (clock) {
    case CLOCK_REALTIME:
    case CLOCK_REALTIME_COARSE:
    case CLOCK_TAI:
        return clock_realtime();
    case CLOCK_MONOTONIC:
    case CLOCK_MONOTONIC_RAW:
    case CLOCK_MONOTONIC_COARSE:
    case CLOCK_BOOTTIME:
        return clock_monotonic();
    case CLOCK_PROCESS_CPUTIME_ID:
    case CLOCK_THREAD_CPUTIME_ID:
        return clock_monotonic() - idle_total;
    default:
        return 0;
    }
}

/// Reads a clock.
SYSTEM_CALL(clock_gettime, long, clockid_t clock, struct timespec *time) {
    uint64_t now = clock_read(clock);

    if (!now)
        return -EINVAL;
    time->tv_sec = now / NANOSECONDS;
    time->tv_nsec = now % NANOSECONDS;
    return 0;
}

/// Tells how finely a clock counts.
SYSTEM_CALL(clock_getres, long, clockid_t clock, struct timespec *resolution) {
    if (clock > CLOCK_TAI)
        return -EINVAL;
    if (resolution)
        *resolution = (struct timespec){.tv_nsec = 1};
    return 0;
}

/// Sets the time of day.
SYSTEM_CALL(clock_settime, long, clockid_t clock, const struct timespec *time) {
    if (clock != CLOCK_REALTIME || time->tv_sec < 0 || (unsigned long)time->tv_nsec >= NANOSECONDS)
        return -EINVAL;
    clock_realtime_set(time->tv_sec * NANOSECONDS + time->tv_nsec);
    return 0;
}

/// Reads the time of day; there is no time zone.
SYSTEM_CALL(gettimeofday, long, struct timeval *time, struct timezone *zone) {
    uint64_t now = clock_realtime();

    if (time) {
        time->tv_sec = now / NANOSECONDS;
        time->tv_usec = now % NANOSECONDS / 1000;
    }
    if (zone)
        *zone = (struct timezone){0};
    return 0;
}

/// Sets the time of day.
SYSTEM_CALL(settimeofday, long, const struct timeval *time, const struct timezone *zone) {
    if (time)
        clock_realtime_set(time->tv_sec * NANOSECONDS + time->tv_usec * 1000);
    return 0;
}

/// Returns the time of day in seconds.
SYSTEM_CALL(time, long, time_t *result) {
    time_t now = clock_realtime() / NANOSECONDS;

    if (result)
        *result = now;
    return now;
}
