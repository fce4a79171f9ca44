// Regular files in memory: what their nodes and their open files do.

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <unistd.h>

#include "files/bytes.h"
#include "files/memory/memory-files.h"
#include "files/vector.h"
#include "memory/pages.h"

enum { PAGE_SHIFT = 12 };

/// Copies bytes from `offset` on, which lie in the file, to `to`.
static void copy_out(const struct content *content, size_t offset, char *to, size_t count) {
    while (count > 0) {
        size_t part;
        const char *bytes = content_bytes(content, offset, &part);

        if (part > count)
            part = count;
        if (bytes)
            bytes_give(bytes, to, part);
        else
            memset(to, 0, part);
        offset += part;
        to += part;
        count -= part;
    }
}

/// Copies `count` bytes to `offset` and returns how many found room.
static size_t copy_in(struct content *content, size_t offset, const char *from, size_t count) {
    size_t done = 0;

    while (done < count) {
        size_t start = (offset + done) % PAGE_SIZE;
        size_t part = count - done < PAGE_SIZE - start ? count - done : PAGE_SIZE - start;
        char *page = content_make_page(content, (offset + done) >> PAGE_SHIFT);

        if (!page)
            break;
        bytes_take(page + start, from + done, part);
        done += part;
    }
    return done;
}

/// Reads from `*position`.
static long regular_read(struct file *file, const struct iovec *vector, int count,
                         off_t *position) {
    struct memory_node *node = memory_node(file->node);
    off_t start = *position, rest = node->regular.size - start;
    size_t wanted = vector_length(vector, count), left;

    if (rest <= 0)
        return 0;
    if (wanted > (size_t)rest)
        wanted = rest;
    for (left = wanted; left > 0; vector++) {
        size_t part = vector->iov_len < left ? vector->iov_len : left;

        copy_out(&node->regular.content, start + wanted - left, vector->iov_base, part);
        left -= part;
    }
    *position = start + wanted;
    return wanted;
}

/// Writes to `*position`, or to the end of the file with O_APPEND.
static long regular_write(struct file *file, const struct iovec *vector, int count,
                          off_t *position) {
    struct memory_node *node = memory_node(file->node);
    off_t at = file->flags & O_APPEND ? node->regular.size : *position;
    size_t wanted = vector_length(vector, count), done = 0;

    if (wanted == 0)
        return 0;
    if (at == LONG_MAX)
        return -EFBIG;
    if (wanted > (size_t)(LONG_MAX - at))
        wanted = LONG_MAX - at;
    for (; done < wanted; vector++) {
        size_t part = vector->iov_len < wanted - done ? vector->iov_len : wanted - done;
        size_t copied = copy_in(&node->regular.content, at + done, vector->iov_base, part);

        done += copied;
        if (copied < part)
            break;
    }
    if (done == 0)
        return -ENOSPC;
    at += done;
    if (at > node->regular.size)
        node->regular.size = at;
    *position = at;
    memory_touch(node);
    return done;
}

/// Returns the first place from `offset` on that is, or with `hole` is not, in the file's pages.
static long seek_data(const struct memory_node *node, off_t offset, int hole) {
    const struct content *content = &node->regular.content;
    size_t index = offset >> PAGE_SHIFT, next = content_next(content, index);

    if (offset < 0 || offset >= node->regular.size)
        return -ENXIO;
    if (hole) {
        while (next == index)
            next = content_next(content, ++index);
        next = index;
    }
    if (next <= (size_t)offset >> PAGE_SHIFT)
        return offset;
    if (next > (size_t)(node->regular.size - 1) >> PAGE_SHIFT)
        return hole ? node->regular.size : -ENXIO;
    return next << PAGE_SHIFT;
}

/// Moves the position.
static long regular_seek(struct file *file, off_t offset, int origin) {
    const struct memory_node *node = memory_node(file->node);
    off_t from = 0;

    switch (origin) {
    case SEEK_SET:
        break;
    case SEEK_CUR:
        from = file->position;
        break;
    case SEEK_END:
        from = node->regular.size;
        break;
    case SEEK_DATA:
    case SEEK_HOLE:
        offset = seek_data(node, offset, origin == SEEK_HOLE);
        if (offset < 0)
            return offset;
        break;
    default:
        return -EINVAL;
    }
    if (__builtin_add_overflow(from, offset, &offset) || offset < 0)
        return -EINVAL;
    return file->position = offset;
}

/// Gives access to the file's bytes; those of a hole, if they are not to be written, are elsewhere.
static void *regular_bytes(struct file *file, off_t offset, size_t *length, int write) {
    static char zeroes[PAGE_SIZE];
    struct memory_node *node = memory_node(file->node);
    struct content *content = &node->regular.content;
    off_t rest = node->regular.size - offset;
    char *bytes;

    if (rest <= 0)
        return NULL;
    if (write) {
        bytes = content_make_page(content, offset >> PAGE_SHIFT);
        if (!bytes)
            return NULL;
        bytes += offset % PAGE_SIZE;
        *length = PAGE_SIZE - offset % PAGE_SIZE;
        content->pinned = 1;
    } else {
        bytes = (char *)content_bytes(content, offset, length);
        if (!bytes)
            bytes = zeroes;
    }
    if (*length > (size_t)rest)
        *length = rest;
    return bytes;
}

/// Has nothing to do: memory is as durable as it gets.
static long regular_synchronise(struct file *file) {
    return 0;
}

/// Says how much there is to read.
static long regular_control(struct file *file, unsigned long request, unsigned long argument) {
    if (request != 0x541b) // FIONREAD
        return -ENOTTY;
    *(int *)argument = memory_node(file->node)->regular.size - file->position;
    return 0;
}

/// Gives a file another size.
long memory_resize(struct node *node, off_t size) {
    struct memory_node *file = memory_node(node);

    if (size < file->regular.size)
        content_cut(&file->regular.content, size);
    file->regular.size = size;
    memory_touch(file);
    return 0;
}

/// Makes sure that the pages of a range exist.
static long reserve_pages(struct content *content, size_t start, size_t end) {
    size_t index = start >> PAGE_SHIFT, last = (end - 1) >> PAGE_SHIFT;

    if (last - index > pages_left())
        return -ENOSPC;
    for (; index <= last; index++)
        if (index << PAGE_SHIFT >= content->initial_size && !content_make_page(content, index))
            return -ENOSPC;
    return 0;
}

/// Does `fallocate`: gives a range its memory, or makes a hole.
long memory_reserve(struct node *node, int mode, off_t offset, off_t length) {
    struct memory_node *file = memory_node(node);
    off_t end = offset + length;
    long problem;

    if (mode & FALLOC_FL_PUNCH_HOLE) {
        problem = content_clear(&file->regular.content, offset, end);
    } else {
        problem = reserve_pages(&file->regular.content, offset, end);
        if (!problem && !(mode & FALLOC_FL_KEEP_SIZE) && end > file->regular.size)
            file->regular.size = end;
    }
    memory_touch(file);
    return problem;
}

const struct file_operations memory_regular_operations = {
    .read = regular_read,
    .write = regular_write,
    .seek = regular_seek,
    .control = regular_control,
    .status = node_file_status,
    .bytes = regular_bytes,
    .synchronise = regular_synchronise,
    .release = node_file_release,
};
