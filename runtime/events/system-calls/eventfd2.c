#define _GNU_SOURCE
#include "events/events.h"
#include "system-calls/system-call.h"

/// Makes a counter.
SYSTEM_CALL(eventfd2, long, unsigned value, int flags) {
    return counter_open(value, flags);
}
