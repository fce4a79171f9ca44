// personality: in whose manner the system behaves.

#include <errno.h>

#include "system-calls/system-call.h"

/// The value that only asks, and the bits that name a system; that of Linux is 0.
#define ONLY_ASK 0xffffffffu
#define SYSTEM_BITS 0xff

static unsigned personality;

/// Tells the personality and changes it; there is only that of Linux, with flags that change
/// nothing here.
SYSTEM_CALL(personality, long, unsigned wanted) {
    unsigned before = personality;

    if (wanted == ONLY_ASK)
        return before;
    if (wanted & SYSTEM_BITS)
        return -EINVAL;
    personality = wanted;
    return before;
}
