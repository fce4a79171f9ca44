#include "files/poll.h"
#include "system-calls/system-call.h"

/// Waits until one of `count` descriptors is ready, at most `milliseconds` unless they are
/// negative.
SYSTEM_CALL(poll, long, struct pollfd *entries, unsigned long count, int milliseconds) {
    struct timespec timeout = {milliseconds / 1000, milliseconds % 1000 * 1000000};

    return poll_descriptors(entries, count, milliseconds < 0 ? NULL : &timeout);
}
