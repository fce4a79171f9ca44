// Searches for a byte, sixteen at a time, in the place of musl's, which take one or eight. A step
// reads sixteen bytes of one page, the first those around the beginning: more than there may be, so
// that nothing of this may be a part of its callers, where compilers know how much there is.
//
// As in musl, each function has a file of its own: a program may have its own in its place.

#ifndef RUNTIME_LIBC_PARTS_H
#define RUNTIME_LIBC_PARTS_H

#include <stdint.h>

/// Sixteen bytes, from an address that is a multiple of that on.
typedef char part __attribute__((vector_size(16), may_alias));

/// Returns the part around an address.
static inline const part *part_of(const char *address) {
    return (const part *)(address - ((uintptr_t)address & 15));
}

/// Returns a bit for each byte of the part around an address that stands there or behind it; what
/// lies beyond the sixteen bits is set.
static inline unsigned part_rest(const char *address) {
    return -1u << ((uintptr_t)address & 15);
}

#endif
