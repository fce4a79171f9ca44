#define _GNU_SOURCE
#include <errno.h>

#include "events/epoll.h"
#include "signals/signals.h"
#include "system-calls/system-call.h"

/// Waits for events under another mask of signals.
SYSTEM_CALL(epoll_pwait, long, int descriptor, struct epoll_event *events, int most,
            int milliseconds, const unsigned long *mask, size_t size) {
    struct timespec timeout = {milliseconds / 1000, milliseconds % 1000 * 1000000};
    unsigned long before = 0;
    long result;

    if (mask && size != sizeof *mask)
        return -EINVAL;
    if (mask)
        before = signal_mask_exchange(*mask);
    result = epoll_collect(descriptor, events, most, milliseconds < 0 ? NULL : &timeout);
    if (mask) {
        signal_mask_exchange(before);
        signal_pending();
    }
    return result;
}
