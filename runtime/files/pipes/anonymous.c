// Pipes without a name.

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>

#include "files/pipes/pipe.h"
#include "memory/blocks.h"

/// Describes a pipe.
static long anonymous_status(struct file *file, struct stat *status) {
    *status = (struct stat){
        .st_dev = 2,
        .st_ino = (ino_t)file->object / sizeof(struct pipe),
        .st_nlink = 1,
        .st_mode = S_IFIFO | 0600,
        .st_blksize = 4096,
    };
    return 0;
}

/// Ends one end of a pipe.
static void anonymous_release(struct file *file) {
    pipe_detach(file->object, file->flags);
    file_free(file);
}

static const struct file_operations anonymous_operations = {
    .read = pipe_read,
    .write = pipe_write,
    .control = pipe_control,
    .poll = pipe_poll,
    .status = anonymous_status,
    .release = anonymous_release,
};

/// Opens one end of `pipe`, or returns null.
static struct file *open_end(struct pipe *pipe, unsigned flags) {
    struct file *file = file_create(&anonymous_operations, flags);

    if (file) {
        file->object = pipe;
        pipe_attach(pipe, flags);
    }
    return file;
}

/// Makes a pipe and gives its ends to two descriptors, the first for reading.
long pipe_open(int descriptors[2], int flags) {
    struct pipe *pipe;
    struct file *reader, *writer;
    long first, second;

    if (flags & ~(O_CLOEXEC | O_NONBLOCK))
        return -EINVAL;
    pipe = pipe_create();
    if (!pipe)
        return -ENFILE;
    reader = open_end(pipe, O_RDONLY | (flags & O_NONBLOCK));
    if (!reader) {
        block_free(pipe, sizeof(*pipe));
        return -ENFILE;
    }
    writer = open_end(pipe, O_WRONLY | (flags & O_NONBLOCK));
    if (!writer) {
        file_release(reader);
        return -ENFILE;
    }
    first = descriptor_open(reader, flags);
    if (first < 0) {
        file_release(writer);
        return first;
    }
    second = descriptor_open(writer, flags);
    if (second < 0) {
        file_close(first);
        return second;
    }
    descriptors[0] = first;
    descriptors[1] = second;
    return 0;
}
