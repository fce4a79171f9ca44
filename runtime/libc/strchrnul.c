// Where a byte is in a text, or where it ends.

#define _GNU_SOURCE
#include <string.h>

#include "libc/parts.h"

char *__strchrnul(const char *text, int byte);

/// Returns a bit for each byte of a part that ends a text or is `byte`.
static inline unsigned find(const part *at, char byte) {
    return __builtin_ia32_pmovmskb128((*at == 0) | (*at == byte));
}

/// Returns the first place in a text where `byte` is, or its end.
__attribute__((noinline)) char *__strchrnul(const char *text, int byte) {
    const part *at = part_of(text);
    unsigned found = find(at, byte) & part_rest(text);

    while (!found)
        found = find(++at, byte);
    return (char *)at + __builtin_ctz(found);
}

/// The same under the name that programs call.
char *strchrnul(const char *text, int byte) __attribute__((weak, alias("__strchrnul")));
