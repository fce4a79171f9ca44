// Waiting until something happens to a file.

#ifndef RUNTIME_FILES_WAIT_H
#define RUNTIME_FILES_WAIT_H

#include <stdint.h>

struct file;

long file_wait(struct file *file, uint64_t deadline);

#endif
