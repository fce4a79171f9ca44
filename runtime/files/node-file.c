// Open files of nodes: what those of all file systems share.

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>

#include "files/file.h"
#include "files/lock.h"
#include "files/node.h"

/// Describes the node of a file.
long node_file_status(struct file *file, struct stat *status) {
    return file->node->operations->status(file->node, status);
}

/// Ends a file of a node.
void node_file_release(struct file *file) {
    if (lock_forget)
        lock_forget(file);
    node_release(file->node);
    file_free(file);
}

/// Refuses to read or write through a descriptor that is only a place.
static long place_transfer(struct file *file, const struct iovec *vector, int count,
                           off_t *position) {
    return -EBADF;
}

/// Refuses to seek through a descriptor that is only a place.
static long place_seek(struct file *file, off_t offset, int origin) {
    return -EBADF;
}

/// Refuses `ioctl` through a descriptor that is only a place.
static long place_control(struct file *file, unsigned long request, unsigned long argument) {
    return -EBADF;
}

/// Says that a descriptor that is only a place cannot be polled.
static unsigned place_poll(struct file *file, struct file_watch *watch) {
    return POLLNVAL;
}

/// Refuses to read the entries through a descriptor that is only a place.
static long place_entries(struct file *file, void *buffer, size_t size) {
    return -EBADF;
}

/// Refuses `fsync` through a descriptor that is only a place.
static long place_synchronise(struct file *file) {
    return -EBADF;
}

/// Files opened with O_PATH.
static const struct file_operations place_operations = {
    .read = place_transfer,
    .write = place_transfer,
    .seek = place_seek,
    .control = place_control,
    .poll = place_poll,
    .status = node_file_status,
    .entries = place_entries,
    .synchronise = place_synchronise,
    .release = node_file_release,
};

/// Opens `node`, of which it keeps a use of its own.
long node_open(struct node *node, int flags, struct file **opened) {
    struct file *file = file_create(&place_operations,
                                    flags & ~(O_CREAT | O_EXCL | O_NOCTTY | O_TRUNC | O_CLOEXEC));
    long problem = 0;

    if (!file)
        return -ENOMEM;
    file->node = node_hold(node);
    if (!(flags & O_PATH))
        problem = node->operations->open(node, file);
    if (problem) {
        node_file_release(file);
        return problem;
    }
    *opened = file;
    return 0;
}
