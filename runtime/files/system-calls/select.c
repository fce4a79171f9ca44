#include <errno.h>

#include "files/poll.h"
#include "files/select.h"
#include "system-calls/system-call.h"

/// Waits until one of the descriptors in the sets is ready, at most for `timeout`.
SYSTEM_CALL(select, long, int count, unsigned long *readable, unsigned long *writable,
            unsigned long *exceptional, struct timeval *timeout) {
    struct timespec precise;

    if (!timeout)
        return select_descriptors(count, readable, writable, exceptional, NULL);
    if (timeout->tv_sec < 0 || timeout->tv_usec < 0)
        return -EINVAL;
    precise.tv_sec = timeout->tv_sec + timeout->tv_usec / 1000000;
    precise.tv_nsec = timeout->tv_usec % 1000000 * 1000;
    return select_descriptors(count, readable, writable, exceptional, &precise);
}
