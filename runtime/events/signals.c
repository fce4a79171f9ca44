// signalfd: signals that wait, as an open file.

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/stat.h>

#include "events/events.h"
#include "files/file.h"
#include "files/wait.h"
#include "files/watch.h"
#include "memory/blocks.h"
#include "signals/state.h"

/// What a signalfd stands for.
struct signal_reader {
    struct signal_reader *next;
    /// The signals that it reads.
    unsigned long mask;
    struct watch_list watches;
};

/// All of them.
static struct signal_reader *readers;

/// Tells those who watch that a signal has come.
static void tell_readers(void) {
    for (struct signal_reader *reader = readers; reader; reader = reader->next)
        if (signals_waiting & reader->mask)
            watch_tell(&reader->watches, POLLIN | POLLRDNORM);
}

/// Describes a signal that was taken.
static struct signalfd_siginfo describe(const struct signal_info *info) {
    return (struct signalfd_siginfo){
        .ssi_signo = info->signal,
        .ssi_errno = info->error,
        .ssi_code = info->code,
        .ssi_pid = info->process,
        .ssi_uid = info->user,
        .ssi_int = info->value.sival_int,
        .ssi_ptr = (uint64_t)info->value.sival_ptr,
    };
}

/// Takes signals, as many as there are and there is room for.
static long take(struct file *file, const struct iovec *vector, int count, off_t *position) {
    struct signal_reader *reader = file->object;
    size_t most, done = 0;

    if (!count || vector->iov_len < sizeof(struct signalfd_siginfo))
        return -EINVAL;
    most = vector->iov_len / sizeof(struct signalfd_siginfo);
    while (!(signals_waiting & reader->mask)) {
        long problem = file->flags & O_NONBLOCK ? -EAGAIN : file_wait(file, 0);

        if (problem)
            return problem;
    }
    while (done < most && signals_waiting & reader->mask) {
        struct signalfd_siginfo *to = (struct signalfd_siginfo *)vector->iov_base + done++;
        struct signal_info taken;

        signals_take(__builtin_ctzl(signals_waiting & reader->mask) + 1, &taken);
        *to = describe(&taken);
    }
    return done * sizeof(struct signalfd_siginfo);
}

/// Returns what can be done now.
static unsigned poll_signals(struct file *file, struct file_watch *watch) {
    struct signal_reader *reader = file->object;

    watch_add(&reader->watches, watch);
    return signals_waiting & reader->mask ? POLLIN | POLLRDNORM : 0;
}

/// Describes the file.
static long status(struct file *file, struct stat *status) {
    *status = (struct stat){.st_mode = 0600, .st_nlink = 1, .st_blksize = 4096};
    return 0;
}

/// Ends a reader.
static void release(struct file *file) {
    struct signal_reader *reader = file->object, **link = &readers;

    while (*link != reader)
        link = &(*link)->next;
    *link = reader->next;
    watch_end(&reader->watches);
    block_free(reader, sizeof *reader);
    file_free(file);
}

static const struct file_operations operations = {
    .read = take,
    .poll = poll_signals,
    .status = status,
    .release = release,
};

/// Changes what a reader reads.
static long change(int descriptor, unsigned long mask) {
    struct file *file = file_get(descriptor);
    struct signal_reader *reader;

    if (!file)
        return -EBADF;
    if (file->operations != &operations)
        return -EINVAL;
    reader = file->object;
    reader->mask = mask;
    return descriptor;
}

/// Makes a reader of the signals `mask`, or changes that behind a descriptor.
long signals_open(int descriptor, const unsigned long *mask, size_t size, int flags) {
    struct signal_reader *reader;
    struct file *file;

    if (flags & ~(SFD_CLOEXEC | SFD_NONBLOCK) || size != sizeof *mask)
        return -EINVAL;
    if (descriptor != -1)
        return change(descriptor, *mask & ~SIGNALS_ALWAYS);
    reader = block_allocate_zeroed(sizeof *reader);
    if (!reader)
        return -ENOMEM;
    file = file_create(&operations, O_RDWR | (flags & O_NONBLOCK));
    if (!file) {
        block_free(reader, sizeof *reader);
        return -ENOMEM;
    }
    reader->mask = *mask & ~SIGNALS_ALWAYS;
    reader->next = readers;
    readers = reader;
    signal_came = tell_readers;
    file->object = reader;
    return descriptor_open(file, flags);
}
