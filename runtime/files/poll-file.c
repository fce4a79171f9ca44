#include "files/file.h"
#include "files/poll.h"

/// Returns the events that hold for `file`.
unsigned poll_file(struct file *file) {
    if (!file->operations->poll)
        return POLLIN | POLLOUT | POLLRDNORM | POLLWRNORM;
    return file->operations->poll(file, NULL);
}
