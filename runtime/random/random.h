// Bytes that nobody can guess.

#ifndef RUNTIME_RANDOM_RANDOM_H
#define RUNTIME_RANDOM_RANDOM_H

#include <stddef.h>

void random_early(void *bytes, size_t count);
long random_bytes(void *bytes, size_t count);

#endif
