// Where a byte is among others.

#include <string.h>

#include "libc/parts.h"

/// Returns the first place among `count` bytes where `byte` is, or null.
__attribute__((noinline)) void *memchr(const void *bytes, int byte, size_t count) {
    const part *at = part_of(bytes);
    unsigned found = part_rest(bytes);
    size_t place;

    if (!count)
        return NULL;
    while (!(found &= __builtin_ia32_pmovmskb128(*at == (char)byte))) {
        found = -1u;
        if ((size_t)((const char *)++at - (const char *)bytes) >= count)
            return NULL;
    }
    place = (const char *)at + __builtin_ctz(found) - (const char *)bytes;
    return place < count ? (char *)bytes + place : NULL;
}
