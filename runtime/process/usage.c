// What the process has used.

#include <errno.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/times.h>

#include "memory/pages.h"
#include "system-calls/system-call.h"
#include "time/clock.h"

/// The clock ticks of times(), in nanoseconds: a hundredth of a second.
#define TICK 10000000

/// Returns the processor time used.
static uint64_t processor_time(void) {
    return clock_monotonic() - idle_total;
}

/// Tells what was used, by the process or by its children, of which there are none.
SYSTEM_CALL(getrusage, long, int who, struct rusage *usage) {
    uint64_t time = processor_time();

    if (who != RUSAGE_SELF && who != RUSAGE_CHILDREN && who != RUSAGE_THREAD)
        return -EINVAL;
    // musl's record is longer than what the system call fills.
    memset(usage, 0, offsetof(struct rusage, __reserved));
    if (who == RUSAGE_CHILDREN)
        return 0;
    usage->ru_utime.tv_sec = time / NANOSECONDS;
    usage->ru_utime.tv_usec = time % NANOSECONDS / 1000;
    usage->ru_maxrss = (pages_total() - pages_left()) * (PAGE_SIZE / 1024);
    return 0;
}

/// Tells the processor time used, and returns the time since some start.
SYSTEM_CALL(times, long, struct tms *times) {
    if (times)
        *times = (struct tms){.tms_utime = processor_time() / TICK};
    return clock_monotonic() / TICK;
}
