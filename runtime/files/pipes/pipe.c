// What pipes and FIFOs have in common: the ring of bytes.

#define _GNU_SOURCE
#include "files/pipes/pipe.h"
#include "files/bytes.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <string.h>

#include "files/vector.h"
#include "files/wait.h"
#include "memory/blocks.h"
#include "memory/pages.h"
#include "signals/signals.h"

/// Returns a new pipe without ends, or null.
struct pipe *pipe_create(void) {
    return block_allocate_zeroed(sizeof(struct pipe));
}

/// Counts a file opened with `flags` as an end of `pipe`.
void pipe_attach(struct pipe *pipe, unsigned flags) {
    if (FILE_MODE(flags) & FILE_READABLE) {
        pipe->readers++;
        pipe->reader_count++;
    }
    if (FILE_MODE(flags) & FILE_WRITABLE) {
        pipe->writers++;
        pipe->writer_count++;
    }
}

/// Takes an end from `pipe` and frees it after the last. Returns whether it was the last.
int pipe_detach(struct pipe *pipe, unsigned flags) {
    if (FILE_MODE(flags) & FILE_READABLE)
        pipe->readers--;
    if (FILE_MODE(flags) & FILE_WRITABLE)
        pipe->writers--;
    if (pipe->readers || pipe->writers) {
        watch_tell(&pipe->watches, POLLHUP | POLLERR);
        return 0;
    }
    watch_end(&pipe->watches);
    for (int i = 0; i < PIPE_PAGES; i++)
        if (pipe->pages[i])
            block_free(pipe->pages[i], PAGE_SIZE);
    block_free(pipe, sizeof(*pipe));
    return 1;
}

/// Moves bytes between the ring and `bytes`, at most to the end of a page, and returns how many; 0
/// when there is no memory.
static size_t move_part(struct pipe *pipe, char *bytes, size_t count, int put) {
    size_t at = put ? pipe->put : pipe->taken;
    char **page = &pipe->pages[at / PAGE_SIZE % PIPE_PAGES];
    size_t start = at % PAGE_SIZE, held;

    if (count > PAGE_SIZE - start)
        count = PAGE_SIZE - start;
    if (put) {
        if (!*page)
            *page = block_allocate(PAGE_SIZE);
        if (!*page)
            return 0;
        bytes_take(*page + start, bytes, count);
        pipe->put += count;
    } else {
        bytes_give(*page + start, bytes, count);
        pipe->taken += count;
        held = pipe->put - pipe->taken;
        // A full ring may already have begun to fill this page again.
        if (held == 0 || (start + count == PAGE_SIZE && held <= PIPE_SIZE - PAGE_SIZE)) {
            block_free(*page, PAGE_SIZE);
            *page = NULL;
        }
    }
    return count;
}

/// Moves as many bytes between the ring and `vector`, from its byte `done` on, as are there or have
/// room.
static size_t move(struct pipe *pipe, const struct iovec *vector, int count, size_t done, int put) {
    size_t moved = 0;

    for (; count > 0; vector++, count--) {
        while (done < vector->iov_len) {
            size_t held = pipe->put - pipe->taken, part = put ? PIPE_SIZE - held : held;

            if (part > vector->iov_len - done)
                part = vector->iov_len - done;
            if (part > 0)
                part = move_part(pipe, (char *)vector->iov_base + done, part, put);
            if (part == 0)
                return moved;
            done += part;
            moved += part;
        }
        done -= vector->iov_len;
    }
    return moved;
}

/// Reads what is there, waiting for the first byte.
long pipe_read(struct file *file, const struct iovec *vector, int count, off_t *position) {
    struct pipe *pipe = file->object;
    size_t moved;

    if (vector_length(vector, count) == 0)
        return 0;
    while (pipe->put == pipe->taken) {
        long problem = -EAGAIN;

        if (!pipe->writers)
            return 0;
        if (!(file->flags & O_NONBLOCK))
            problem = file_wait(file, 0);
        if (problem)
            return problem;
    }
    moved = move(pipe, vector, count, 0, 0);
    watch_tell(&pipe->watches, POLLOUT | POLLWRNORM);
    return moved;
}

/// Writes everything unless the file does not wait; up to PIPE_BUF bytes stay together.
long pipe_write(struct file *file, const struct iovec *vector, int count, off_t *position) {
    struct pipe *pipe = file->object;
    size_t total = vector_length(vector, count), done = 0;
    long problem = 0;

    while (!problem && done < total) {
        if (!pipe->readers) {
            signal_raise(SIGPIPE);
            problem = -EPIPE;
        } else if (PIPE_SIZE - (pipe->put - pipe->taken) >= (total <= PIPE_BUF ? total : 1)) {
            size_t moved = move(pipe, vector, count, done, 1);

            done += moved;
            if (moved == 0)
                problem = -ENOMEM;
            else
                watch_tell(&pipe->watches, POLLIN | POLLRDNORM);
        } else {
            problem = file->flags & O_NONBLOCK ? -EAGAIN : file_wait(file, 0);
        }
    }
    return done > 0 ? (long)done : problem;
}

/// Says how much there is to read, and how much the pipe holds.
long pipe_control(struct file *file, unsigned long request, unsigned long argument) {
    struct pipe *pipe = file->object;

    switch (request) {
    case 0x541b: // FIONREAD
        *(int *)argument = pipe->put - pipe->taken;
        return 0;
    case F_GETPIPE_SZ:
        return PIPE_SIZE;
    case F_SETPIPE_SZ:
        return argument <= PIPE_SIZE ? PIPE_SIZE : -EPERM;
    }
    return -ENOTTY;
}

/// Returns what the end can do now.
unsigned pipe_poll(struct file *file, struct file_watch *watch) {
    struct pipe *pipe = file->object;
    size_t held = pipe->put - pipe->taken;
    unsigned events = 0;

    watch_add(&pipe->watches, watch);
    if (FILE_MODE(file->flags) & FILE_READABLE) {
        if (held)
            events |= POLLIN | POLLRDNORM;
        if (!pipe->writers && pipe->writer_count != (unsigned)file->position)
            events |= POLLHUP;
    }
    if (FILE_MODE(file->flags) & FILE_WRITABLE) {
        if (PIPE_SIZE - held >= PIPE_BUF)
            events |= POLLOUT | POLLWRNORM;
        if (!pipe->readers)
            events |= POLLERR;
    }
    return events;
}
