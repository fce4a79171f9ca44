// Searches for a byte, sixteen at a time, in the place of musl's, which take one or eight. A step
// reads sixteen bytes of one page, the first those around the beginning: more than there may be, so
// that nothing of this may be a part of its callers, where compilers know how much there is.

#define _GNU_SOURCE
#include <stdint.h>
#include <string.h>

/// Sixteen bytes, from an address that is a multiple of that on.
typedef char part __attribute__((vector_size(16), may_alias));

/// Returns the part around an address.
static inline const part *part_of(const char *address) {
    return (const part *)(address - ((uintptr_t)address & 15));
}

/// Returns a bit for each byte of a part that ends a text or is `byte`.
static inline unsigned find(const part *at, char byte) {
    return __builtin_ia32_pmovmskb128((*at == 0) | (*at == byte));
}

/// Returns the first place in a text where `byte` is, or its end.
__attribute__((noinline)) char *__strchrnul(const char *text, int byte) {
    const part *at = part_of(text);
    unsigned found = find(at, byte) & -1u << ((uintptr_t)text & 15);

    while (!found)
        found = find(++at, byte);
    return (char *)at + __builtin_ctz(found);
}

/// The same under the name that programs call.
char *strchrnul(const char *text, int byte) __attribute__((weak, alias("__strchrnul")));

/// Returns the length of a text.
size_t strlen(const char *text) {
    return __strchrnul(text, 0) - text;
}

/// Returns the first place among `count` bytes where `byte` is, or null.
__attribute__((noinline)) void *memchr(const void *bytes, int byte, size_t count) {
    const part *at = part_of(bytes);
    unsigned found = -1u << ((uintptr_t)bytes & 15);
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
