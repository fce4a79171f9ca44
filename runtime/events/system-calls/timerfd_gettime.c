#define _GNU_SOURCE
#include "events/events.h"
#include "system-calls/system-call.h"

/// Tells how a timer is set.
SYSTEM_CALL(timerfd_gettime, long, int descriptor, struct itimerspec *value) {
    return timer_read(descriptor, value);
}
