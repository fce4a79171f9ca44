// Waiting for descriptors to become ready.

#ifndef RUNTIME_FILES_POLL_H
#define RUNTIME_FILES_POLL_H

#include <poll.h>
#include <stddef.h>
#include <sys/time.h>
#include <time.h>

struct file;

long poll_descriptors(struct pollfd *entries, unsigned long count, const struct timespec *timeout);

/// Returns the events that hold for `file`.
unsigned poll_file(struct file *file);

/// Returns whether `timeout` is null or a time.
static inline int timeout_valid(const struct timespec *timeout) {
    return !timeout ||
           (timeout->tv_sec >= 0 && timeout->tv_nsec >= 0 && timeout->tv_nsec < 1000000000);
}

#endif
