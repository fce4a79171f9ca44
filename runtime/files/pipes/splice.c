// Moving bytes through pipes without a program's buffer: what splice and tee have in common.

#include "files/pipes/splice.h"

#include <poll.h>

#include "memory/blocks.h"
#include "memory/pages.h"

/// Returns the pipe behind an open file, or null.
struct pipe *pipe_of(struct file *file) {
    return file->operations->read == pipe_read || file->operations->write == pipe_write
               ? file->object
               : NULL;
}

/// Finds the bytes of a pipe that lie `from` bytes behind the next one, as far as they lie in one
/// piece, and returns how many there are.
size_t pipe_peek(struct pipe *pipe, size_t from, struct iovec *piece) {
    size_t at = pipe->taken + from, left = pipe->put - at, start = at % PAGE_SIZE;

    piece->iov_base = pipe->pages[at / PAGE_SIZE % PIPE_PAGES] + start;
    piece->iov_len = left < PAGE_SIZE - start ? left : PAGE_SIZE - start;
    return piece->iov_len;
}

/// Takes `count` bytes, which lie in one piece, out of a pipe.
void pipe_drop(struct pipe *pipe, size_t count) {
    char **page = &pipe->pages[pipe->taken / PAGE_SIZE % PIPE_PAGES];

    pipe->taken += count;
    if (pipe->put == pipe->taken ||
        (pipe->taken % PAGE_SIZE == 0 && pipe->put - pipe->taken <= PIPE_SIZE - PAGE_SIZE)) {
        block_free(*page, PAGE_SIZE);
        *page = NULL;
    }
    watch_tell(&pipe->watches, POLLOUT | POLLWRNORM);
}
