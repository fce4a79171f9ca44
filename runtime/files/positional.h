// Reading and writing at an offset.

#ifndef RUNTIME_FILES_POSITIONAL_H
#define RUNTIME_FILES_POSITIONAL_H

#include "files/file.h"

long file_read_positional(int descriptor, const struct iovec *vector, int count, off_t offset);
long file_write_positional(int descriptor, const struct iovec *vector, int count, off_t offset);

#endif
