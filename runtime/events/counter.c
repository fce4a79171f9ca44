// eventfd: a counter as an open file.

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/stat.h>

#include "events/events.h"
#include "files/file.h"
#include "files/wait.h"
#include "files/watch.h"
#include "memory/blocks.h"

/// What an eventfd stands for.
struct counter {
    uint64_t value;
    int is_semaphore;
    struct watch_list watches;
};

/// The highest value.
#define HIGHEST (UINT64_MAX - 1)

/// Returns what can be done now.
static unsigned events(struct counter *counter) {
    return (counter->value ? POLLIN | POLLRDNORM : 0) |
           (counter->value < HIGHEST ? POLLOUT | POLLWRNORM : 0);
}

/// Waits until the counter may have changed.
static long wait(struct file *file) {
    return file->flags & O_NONBLOCK ? -EAGAIN : file_wait(file, 0);
}

/// Takes the value, or one of it.
static long take(struct file *file, const struct iovec *vector, int count, off_t *position) {
    struct counter *counter = file->object;
    uint64_t value;

    if (!count || vector->iov_len < sizeof value)
        return -EINVAL;
    while (!counter->value) {
        long problem = wait(file);

        if (problem)
            return problem;
    }
    value = counter->is_semaphore ? 1 : counter->value;
    counter->value -= value;
    memcpy(vector->iov_base, &value, sizeof value);
    watch_tell(&counter->watches, events(counter));
    return sizeof value;
}

/// Adds to the value.
static long add(struct file *file, const struct iovec *vector, int count, off_t *position) {
    struct counter *counter = file->object;
    uint64_t value;

    if (!count || vector->iov_len < sizeof value)
        return -EINVAL;
    memcpy(&value, vector->iov_base, sizeof value);
    if (value == UINT64_MAX)
        return -EINVAL;
    while (value > HIGHEST - counter->value) {
        long problem = wait(file);

        if (problem)
            return problem;
    }
    counter->value += value;
    watch_tell(&counter->watches, events(counter));
    return sizeof value;
}

/// Returns what can be done now.
static unsigned poll_counter(struct file *file, struct file_watch *watch) {
    struct counter *counter = file->object;

    watch_add(&counter->watches, watch);
    return events(counter);
}

/// Describes the file.
static long status(struct file *file, struct stat *status) {
    *status = (struct stat){.st_mode = 0600, .st_nlink = 1, .st_blksize = 4096};
    return 0;
}

/// Ends a counter.
static void release(struct file *file) {
    struct counter *counter = file->object;

    watch_end(&counter->watches);
    block_free(counter, sizeof *counter);
    file_free(file);
}

static const struct file_operations operations = {
    .read = take,
    .write = add,
    .poll = poll_counter,
    .status = status,
    .release = release,
};

/// Makes a counter.
long counter_open(unsigned value, int flags) {
    struct counter *counter;
    struct file *file;

    if (flags & ~(EFD_CLOEXEC | EFD_NONBLOCK | EFD_SEMAPHORE))
        return -EINVAL;
    counter = block_allocate_zeroed(sizeof *counter);
    if (!counter)
        return -ENOMEM;
    file = file_create(&operations, O_RDWR | (flags & O_NONBLOCK));
    if (!file) {
        block_free(counter, sizeof *counter);
        return -ENOMEM;
    }
    counter->value = value;
    counter->is_semaphore = flags & EFD_SEMAPHORE;
    file->object = counter;
    return descriptor_open(file, flags);
}
