// Waiting for sets of descriptors.

#ifndef RUNTIME_FILES_SELECT_H
#define RUNTIME_FILES_SELECT_H

#include <time.h>

long select_descriptors(int count, unsigned long *readable, unsigned long *writable,
                        unsigned long *exceptional, const struct timespec *timeout);

#endif
