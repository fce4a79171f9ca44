// getrandom.

#include <errno.h>

#include "random/random.h"
#include "system-calls/system-call.h"

// The flags of getrandom.
enum { GRND_NONBLOCK = 1, GRND_RANDOM = 2, GRND_INSECURE = 4 };

/// Fills memory with random bytes.
SYSTEM_CALL(getrandom, long, void *bytes, size_t count, unsigned flags) {
    if (flags & ~(GRND_NONBLOCK | GRND_RANDOM | GRND_INSECURE) ||
        (flags & (GRND_RANDOM | GRND_INSECURE)) == (GRND_RANDOM | GRND_INSECURE))
        return -EINVAL;
    return random_bytes(bytes, count);
}
