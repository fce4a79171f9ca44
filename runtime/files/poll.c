#include "files/poll.h"

#include <errno.h>

#include "files/descriptors.h"
#include "files/wait.h"

/// Sets the events that hold for each entry and returns for how many there are some.
static long look(struct pollfd *entries, unsigned long count) {
    long ready = 0;

    for (unsigned long i = 0; i < count; i++) {
        struct file *file;

        entries[i].revents = 0;
        if (entries[i].fd < 0)
            continue;
        file = file_get(entries[i].fd);
        entries[i].revents =
            file ? poll_file(file) & (entries[i].events | POLLERR | POLLHUP | POLLNVAL) : POLLNVAL;
        ready += entries[i].revents != 0;
    }
    return ready;
}

/// Waits until one of `count` entries is ready, at most for `timeout` unless it is null.
long poll_descriptors(struct pollfd *entries, unsigned long count, const struct timespec *timeout) {
    struct timespec deadline;
    long ready;

    if (count > descriptor_limit)
        return -EINVAL;
    if (timeout && (timeout->tv_sec || timeout->tv_nsec))
        timeout = deadline_after(&deadline, timeout);
    while (!(ready = look(entries, count))) {
        long problem;

        if (timeout && timeout != &deadline)
            return 0;
        problem = file_wait(NULL, timeout);
        if (problem)
            return problem == -ETIMEDOUT ? 0 : problem;
    }
    return ready;
}
