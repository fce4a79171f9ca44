#define _GNU_SOURCE
#include "events/events.h"
#include "system-calls/system-call.h"

/// Makes a timer.
SYSTEM_CALL(timerfd_create, long, int clock, int flags) {
    return timer_open(clock, flags);
}
