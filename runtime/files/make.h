// Making directories and special files.

#ifndef RUNTIME_FILES_MAKE_H
#define RUNTIME_FILES_MAKE_H

#include <sys/types.h>

long directory_make(int start, const char *path, mode_t mode);
long special_make(int start, const char *path, mode_t mode, dev_t device);

#endif
