// Vectors of memory pieces, as `readv` and `writev` take them.

#ifndef RUNTIME_FILES_VECTOR_H
#define RUNTIME_FILES_VECTOR_H

#include <limits.h>
#include <sys/uio.h>

/// Returns whether Linux accepts the count and the lengths of `vector`.
static inline int vector_valid(const struct iovec *vector, int count) {
    if ((unsigned)count > IOV_MAX)
        return 0;
    for (int i = 0; i < count; i++)
        if ((long)vector[i].iov_len < 0)
            return 0;
    return 1;
}

/// Returns how many bytes `vector` holds, at most what one call moves.
static inline size_t vector_length(const struct iovec *vector, int count) {
    size_t total = 0;

    for (int i = 0; i < count; i++) {
        if (vector[i].iov_len >= 0x7ffff000 - total)
            return 0x7ffff000;
        total += vector[i].iov_len;
    }
    return total;
}

#endif
