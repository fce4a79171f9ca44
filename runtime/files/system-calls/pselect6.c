#include <errno.h>

#include "files/poll.h"
#include "files/select.h"
#include "signals/signals.h"
#include "system-calls/system-call.h"

/// A signal mask, as `pselect6` takes it.
struct sized_mask {
    const unsigned long *mask;
    size_t size;
};

/// Waits until one of the descriptors in the sets is ready, at most for `timeout`, with another
/// signal mask.
SYSTEM_CALL(pselect6, long, int count, unsigned long *readable, unsigned long *writable,
            unsigned long *exceptional, struct timespec *timeout, const struct sized_mask *sized) {
    const unsigned long *mask = sized ? sized->mask : NULL;
    unsigned long old = 0;
    long result;

    if (!timeout_valid(timeout) || (mask && sized->size != sizeof(*mask)))
        return -EINVAL;
    if (mask)
        old = signal_mask_exchange(*mask);
    result = select_descriptors(count, readable, writable, exceptional, timeout);
    if (mask) {
        signal_mask_exchange(old);
        signal_pending();
    }
    return result;
}
