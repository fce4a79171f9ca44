#define _GNU_SOURCE
#include <errno.h>

#include "events/epoll.h"
#include "files/poll.h"
#include "signals/signals.h"
#include "system-calls/system-call.h"

/// Waits for events under another mask of signals, by a time in nanoseconds.
SYSTEM_CALL(epoll_pwait2, long, int descriptor, struct epoll_event *events, int most,
            const struct timespec *timeout, const unsigned long *mask, size_t size) {
    unsigned long before = 0;
    long result;

    if ((mask && size != sizeof *mask) || !timeout_valid(timeout))
        return -EINVAL;
    if (mask)
        before = signal_mask_exchange(*mask);
    result = epoll_collect(descriptor, events, most, timeout);
    if (mask) {
        signal_mask_exchange(before);
        signal_pending();
    }
    return result;
}
