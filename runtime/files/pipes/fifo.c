// Pipes that have a name. The pipe exists while the FIFO is open.

#include <errno.h>
#include <fcntl.h>

#include "files/node.h"
#include "files/pipes/pipe.h"
#include "files/wait.h"

/// Takes an end from the pipe of `node`.
static void detach(struct node *node, struct pipe *pipe, unsigned flags) {
    if (pipe_detach(pipe, flags))
        node->object = NULL;
}

/// Ends a file of a FIFO.
static void fifo_release(struct file *file) {
    detach(file->node, file->object, file->flags);
    node_file_release(file);
}

static const struct file_operations fifo_operations = {
    .read = pipe_read,
    .write = pipe_write,
    .control = pipe_control,
    .poll = pipe_poll,
    .status = node_file_status,
    .release = fifo_release,
};

/// Waits until someone else opens the other end, which `count` counts.
static long wait_for_other(struct file *file, const unsigned *count) {
    unsigned before = *count;
    long problem = 0;

    while (!problem && *count == before)
        problem = file_wait(NULL, 0);
    return problem;
}

/// Opens a FIFO. Unless both ends or no waiting are asked for, it waits for the other end.
long fifo_open(struct node *node, struct file *file) {
    unsigned mode = FILE_MODE(file->flags);
    struct pipe *pipe = (struct pipe *)node->object;
    long problem = 0;

    if (mode == FILE_WRITABLE && file->flags & O_NONBLOCK && (!pipe || !pipe->readers))
        return -ENXIO;
    if (!pipe) {
        pipe = pipe_create();
        if (!pipe)
            return -ENOMEM;
        node->object = pipe;
    }
    file->operations = &fifo_operations;
    file->object = pipe;
    pipe_attach(pipe, file->flags);
    // That there is no writer yet is no hang-up.
    if (mode == FILE_READABLE && !pipe->writers && file->flags & O_NONBLOCK)
        file->position = pipe->writer_count;
    else if (mode == FILE_READABLE && !pipe->writers)
        problem = wait_for_other(file, &pipe->writer_count);
    if (mode == FILE_WRITABLE && !pipe->readers)
        problem = wait_for_other(file, &pipe->reader_count);
    if (problem)
        detach(node, pipe, file->flags);
    return problem;
}
