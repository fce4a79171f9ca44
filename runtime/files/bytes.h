// Copies of bytes into files and out of them.

#ifndef RUNTIME_FILES_BYTES_H
#define RUNTIME_FILES_BYTES_H

#include <stddef.h>
#include <sys/uio.h>

void bytes_copy(void *to, const void *from, size_t count);
void bytes_take(void *to, const void *from, size_t count);
void bytes_gather(void *to, const struct iovec *vector, int count);
void bytes_give(const void *from, void *to, size_t count);

#endif
