#define _GNU_SOURCE
#include "events/events.h"
#include "system-calls/system-call.h"

/// Makes a counter.
SYSTEM_CALL(eventfd, long, unsigned value) {
    return counter_open(value, 0);
}
