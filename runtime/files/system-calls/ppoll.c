#include <errno.h>

#include "files/poll.h"
#include "signals/signals.h"
#include "system-calls/system-call.h"

/// Waits until one of `count` descriptors is ready, at most for `timeout`, with `mask` as the
/// signal mask.
SYSTEM_CALL(ppoll, long, struct pollfd *entries, unsigned long count, struct timespec *timeout,
            const unsigned long *mask, size_t mask_size) {
    unsigned long old = 0;
    long result;

    if (!timeout_valid(timeout) || (mask && mask_size != sizeof(*mask)))
        return -EINVAL;
    if (mask)
        old = signal_mask_exchange(*mask);
    result = poll_descriptors(entries, count, timeout);
    if (mask) {
        signal_mask_exchange(old);
        signal_pending();
    }
    return result;
}
