// Bytes that nobody can guess.

#ifndef RUNTIME_RANDOM_RANDOM_H
#define RUNTIME_RANDOM_RANDOM_H

#include <stddef.h>
#include <stdint.h>

/// Who has random bytes when the processor has none: REGISTER(entropy_source, NAME, &record).
struct entropy_source {
    /// Fills `bytes`; returns how many there are.
    size_t (*fill)(uint8_t *bytes, size_t count);
};

void random_early(void *bytes, size_t count);
long random_bytes(void *bytes, size_t count);

#endif
