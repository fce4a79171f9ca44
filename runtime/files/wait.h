// Waiting until something happens to a file.

#ifndef RUNTIME_FILES_WAIT_H
#define RUNTIME_FILES_WAIT_H

#include <time.h>

struct file;

long file_wait(struct file *file, const struct timespec *deadline);
struct timespec *deadline_after(struct timespec *deadline, const struct timespec *timeout);

#endif
