#include "files/poll.h"

#include <errno.h>

#include "files/descriptors.h"
#include "files/wait.h"
#include "time/clock.h"
#include "time/poller.h"

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
    uint64_t deadline = timeout ? clock_deadline(timeout) : 0;
    unsigned work = 0;
    long ready, problem;

    if (count > descriptor_limit)
        return -EINVAL;
    pollers_run(&work);
    while (!(ready = look(entries, count))) {
        problem = file_wait(NULL, deadline);
        if (problem)
            return problem == -ETIMEDOUT ? 0 : problem;
    }
    return ready;
}
