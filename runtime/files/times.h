// Times of files.

#ifndef RUNTIME_FILES_TIMES_H
#define RUNTIME_FILES_TIMES_H

#include <sys/time.h>
#include <time.h>

long times_set(int start, const char *path, const struct timespec *times, int flags);
long times_set_microseconds(int start, const char *path, const struct timeval *times);

#endif
