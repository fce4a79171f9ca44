#include "events/events.h"
#include "system-calls/system-call.h"

/// Makes signals that wait readable.
SYSTEM_CALL(signalfd, long, int descriptor, const unsigned long *mask, size_t size) {
    return signals_open(descriptor, mask, size, 0);
}
