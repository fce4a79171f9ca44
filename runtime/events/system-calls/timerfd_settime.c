#define _GNU_SOURCE
#include "events/events.h"
#include "system-calls/system-call.h"

/// Sets a timer.
SYSTEM_CALL(timerfd_settime, long, int descriptor, int flags, const struct itimerspec *new,
            struct itimerspec *old) {
    return timer_change(descriptor, flags, new, old);
}
