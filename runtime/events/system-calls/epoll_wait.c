#define _GNU_SOURCE
#include "events/epoll.h"
#include "system-calls/system-call.h"

/// Waits for events, at most `milliseconds` unless they are negative.
SYSTEM_CALL(epoll_wait, long, int descriptor, struct epoll_event *events, int most,
            int milliseconds) {
    struct timespec timeout = {milliseconds / 1000, milliseconds % 1000 * 1000000};

    return epoll_collect(descriptor, events, most, milliseconds < 0 ? NULL : &timeout);
}
