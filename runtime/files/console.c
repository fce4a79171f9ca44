// The console as an open file. When the deployment does not call it a terminal it looks like a
// pipe, so that a program behaves as it does behind one.

#include "console/console.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

#include "files/console.h"
#include "files/deployment.h"
#include "files/file.h"
#include "files/terminal.h"
#include "files/wait.h"

/// Writes `vector` to the console.
long console_file_write(struct file *file, const struct iovec *vector, int count, off_t *position) {
    long total = 0;

    for (int i = 0; i < count; i++) {
        console_write(vector[i].iov_base, vector[i].iov_len);
        total += vector[i].iov_len;
    }
    return total;
}

/// Returns whether a read would not wait.
static int is_readable(void) {
    return deployment_console_is_terminal ? terminal_readable() : console_readable();
}

/// Reads what has arrived on the console into `bytes`, waiting for the first byte. Returns 0 at the
/// end of the input.
static long console_file_fill(struct file *file, char *bytes, size_t size) {
    while (!is_readable()) {
        long problem = file->flags & O_NONBLOCK ? -EAGAIN : file_wait(file, 0);

        if (problem)
            return problem;
    }
    return deployment_console_is_terminal ? terminal_read(bytes, size) : console_read(bytes, size);
}

/// Returns whether more is there, or comes soon, after what the last read has got.
static int continues(void) {
    return deployment_console_is_terminal ? terminal_readable() : console_continues();
}

/// Reads from the console into `vector`; after the first piece only what follows at once.
long console_file_read(struct file *file, const struct iovec *vector, int count, off_t *position) {
    long total = 0;

    for (int i = 0; i < count; i++) {
        long part;

        if (vector[i].iov_len == 0)
            continue;
        if (total > 0 && !continues())
            break;
        part = console_file_fill(file, vector[i].iov_base, vector[i].iov_len);
        if (part < 0)
            return total > 0 ? total : part;
        total += part;
        if ((size_t)part < vector[i].iov_len)
            break;
    }
    return total;
}

/// Answers the terminal requests when the console is a terminal.
long console_file_control(struct file *file, unsigned long request, unsigned long argument) {
    return deployment_console_is_terminal ? terminal_control(request, argument) : -ENOTTY;
}

/// Returns whether the console can be read now; it can always be written.
unsigned console_file_poll(struct file *file, struct file_watch *watch) {
    unsigned events = POLLOUT | POLLWRNORM;

    if (is_readable())
        events |= POLLIN | POLLRDNORM;
    return events;
}

/// Describes the console: a terminal or a pipe.
static long console_file_status(struct file *file, struct stat *status) {
    *status = (struct stat){.st_dev = 4, .st_ino = 1, .st_nlink = 1, .st_blksize = 4096};
    if (deployment_console_is_terminal) {
        status->st_mode = S_IFCHR | 0620;
        status->st_rdev = makedev(5, 1);
    } else {
        status->st_mode = S_IFIFO | 0600;
    }
    return 0;
}

static const struct file_operations console_file_operations = {
    .read = console_file_read,
    .write = console_file_write,
    .control = console_file_control,
    .poll = console_file_poll,
    .status = console_file_status,
};

struct file console_file = {
    .operations = &console_file_operations,
    .references = 3,
    .flags = O_RDWR,
};
