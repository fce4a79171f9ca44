// Copies of bytes into files and out of them. Analyses know from component.json that bytes mean
// nothing in a file: a pointer that a program writes is one again only when the program reads it.

#include "files/bytes.h"

#include <string.h>

/// Copies `count` bytes where they mean nothing.
void bytes_copy(void *to, const void *from, size_t count) {
    memcpy(to, from, count);
}

/// Takes `count` bytes of the program's over into a file.
void bytes_take(void *to, const void *from, size_t count) {
    bytes_copy(to, from, count);
}

/// Takes all bytes of the `count` pieces of `vector` over, one piece after the other.
void bytes_gather(void *to, const struct iovec *vector, int count) {
    char *at = to;

    for (int i = 0; i < count; i++) {
        bytes_take(at, vector[i].iov_base, vector[i].iov_len);
        at += vector[i].iov_len;
    }
}

/// Gives the program `count` bytes of a file.
void bytes_give(const void *from, void *to, size_t count) {
    memcpy(to, from, count);
}
