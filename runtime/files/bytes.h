// Copies of bytes into files and out of them.

#ifndef RUNTIME_FILES_BYTES_H
#define RUNTIME_FILES_BYTES_H

#include <stddef.h>

void bytes_copy(void *to, const void *from, size_t count);
void bytes_take(void *to, const void *from, size_t count);
void bytes_give(const void *from, void *to, size_t count);

#endif
