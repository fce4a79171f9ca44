#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>

#include "files/pipes/splice.h"
#include "files/wait.h"
#include "system-calls/system-call.h"

/// Copies up to `count` bytes from one pipe to another; they stay in the first.
SYSTEM_CALL(tee, long, int from, int to, size_t count, unsigned flags) {
    struct file *source = file_get(from), *sink = file_get(to);
    struct pipe *in, *out;
    size_t done = 0, held;

    if (flags & ~(SPLICE_F_MOVE | SPLICE_F_NONBLOCK | SPLICE_F_MORE | SPLICE_F_GIFT))
        return -EINVAL;
    if (!count)
        return 0;
    if (!source || !sink || !(FILE_MODE(source->flags) & FILE_READABLE) ||
        !(FILE_MODE(sink->flags) & FILE_WRITABLE))
        return -EBADF;
    in = pipe_of(source);
    out = pipe_of(sink);
    if (!in || !out || in == out)
        return -EINVAL;
    while (in->put == in->taken || (out->readers && out->put - out->taken == PIPE_SIZE)) {
        long problem;

        if (in->put == in->taken && !in->writers)
            return 0;
        if (flags & SPLICE_F_NONBLOCK)
            return -EAGAIN;
        problem = file_wait(source, 0);
        if (problem)
            return problem;
    }
    held = in->put - in->taken;
    if (count > held)
        count = held;
    if (out->readers && count > PIPE_SIZE - (out->put - out->taken))
        count = PIPE_SIZE - (out->put - out->taken);
    while (done < count) {
        struct iovec piece;
        long written;

        pipe_peek(in, done, &piece);
        if (piece.iov_len > count - done)
            piece.iov_len = count - done;
        written = pipe_write(sink, &piece, 1, NULL);
        if (written <= 0)
            return done ? (long)done : written;
        done += written;
    }
    return done;
}
