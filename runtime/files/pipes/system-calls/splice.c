#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>

#include "files/pipes/splice.h"
#include "files/wait.h"
#include "memory/blocks.h"
#include "memory/pages.h"
#include "system-calls/system-call.h"

#define FLAGS (SPLICE_F_MOVE | SPLICE_F_NONBLOCK | SPLICE_F_MORE | SPLICE_F_GIFT)

/// Waits until there is something in a pipe; returns how much, 0 at its end.
static long wait_bytes(struct file *file, struct pipe *pipe, unsigned flags) {
    while (pipe->put == pipe->taken) {
        long problem;

        if (!pipe->writers)
            return 0;
        if (flags & SPLICE_F_NONBLOCK || file->flags & O_NONBLOCK)
            return -EAGAIN;
        problem = file_wait(file, 0);
        if (problem)
            return problem;
    }
    return pipe->put - pipe->taken;
}

/// Moves bytes from a pipe to a file, at `*offset`.
static long from_pipe(struct file *source, struct pipe *pipe, struct file *sink, off_t *offset,
                      size_t count, unsigned flags) {
    long held = wait_bytes(source, pipe, flags), done = 0, taken;
    struct iovec piece;

    if (held <= 0)
        return held;
    if (count > (size_t)held)
        count = held;
    while (count) {
        pipe_peek(pipe, 0, &piece);
        if (piece.iov_len > count)
            piece.iov_len = count;
        taken = sink->operations->write(sink, &piece, 1, offset);
        if (taken <= 0)
            return done ? done : taken;
        pipe_drop(pipe, taken);
        done += taken;
        count -= taken;
    }
    return done;
}

/// Moves bytes from a file, from `*offset` on, to a pipe: at most a page at a time, which the pipe
/// has room for.
static long to_pipe(struct file *source, off_t *offset, struct file *sink, struct pipe *pipe,
                    size_t count, unsigned flags) {
    char *buffer;
    struct iovec piece;
    long result;
    off_t start = *offset;

    while (pipe->readers && PIPE_SIZE - (pipe->put - pipe->taken) < PAGE_SIZE) {
        if (flags & SPLICE_F_NONBLOCK || sink->flags & O_NONBLOCK)
            return -EAGAIN;
        result = file_wait(sink, 0);
        if (result)
            return result;
    }
    buffer = block_allocate(PAGE_SIZE);
    if (!buffer)
        return -ENOMEM;
    piece = (struct iovec){buffer, count < PAGE_SIZE ? count : PAGE_SIZE};
    result = source->operations->read(source, &piece, 1, offset);
    if (result > 0) {
        piece.iov_len = result;
        result = pipe_write(sink, &piece, 1, NULL);
        if (source->operations->seek)
            *offset = start + (result > 0 ? result : 0);
    }
    block_free(buffer, PAGE_SIZE);
    return result;
}

/// Moves up to `count` bytes between two files, one of which is a pipe.
SYSTEM_CALL(splice, long, int from, off_t *from_offset, int to, off_t *to_offset, size_t count,
            unsigned flags) {
    struct file *source = file_get(from), *sink = file_get(to);
    struct pipe *in, *out;

    if (flags & ~FLAGS)
        return -EINVAL;
    if (!count)
        return 0;
    if (!source || !sink || !(FILE_MODE(source->flags) & FILE_READABLE) ||
        !(FILE_MODE(sink->flags) & FILE_WRITABLE))
        return -EBADF;
    in = pipe_of(source);
    out = pipe_of(sink);
    if ((in && from_offset) || (out && to_offset))
        return -ESPIPE;
    if ((from_offset && !source->operations->seek) || (to_offset && !sink->operations->seek) ||
        (!in && !out) || in == out || !source->operations->read || !sink->operations->write ||
        (!out && sink->flags & O_APPEND))
        return -EINVAL;
    if (in)
        return from_pipe(source, in, sink, to_offset ? to_offset : &sink->position, count, flags);
    return to_pipe(source, from_offset ? from_offset : &source->position, sink, out, count, flags);
}
