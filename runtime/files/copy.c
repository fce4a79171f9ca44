// Copying between open files, straight from the bytes of the source where it has them in memory.

#include "files/copy.h"

#include <errno.h>

#include "files/node.h"
#include "memory/blocks.h"
#include "memory/pages.h"

/// Reads up to `length` bytes at `*offset` into `buffer` and sets `*length` to how many; advances
/// the offset.
static long fill(struct file *source, off_t *offset, void *buffer, size_t *length) {
    struct iovec vector = {buffer, *length};
    long count =
        source->operations->read ? source->operations->read(source, &vector, 1, offset) : -EINVAL;

    if (count < 0)
        return count;
    *length = count;
    return 0;
}

/// Copies up to `count` bytes between files, by way of a buffer within one, and advances both
/// offsets by what the sink took.
long file_copy(struct file *sink, off_t *sink_offset, struct file *source, off_t *source_offset,
               size_t count) {
    int direct = source->operations->bytes && source->node != sink->node;
    void *buffer = direct ? NULL : block_allocate(PAGE_SIZE);
    size_t done = 0;
    long problem = !buffer && !direct ? -ENOMEM : 0;

    while (!problem && done < count) {
        off_t offset = *source_offset;
        size_t part = PAGE_SIZE < count - done ? PAGE_SIZE : count - done;
        struct iovec vector = {.iov_base = buffer};
        long taken;

        if (buffer) {
            problem = fill(source, &offset, buffer, &part);
        } else {
            vector.iov_base = source->operations->bytes(source, offset, &part, 0);
            if (!vector.iov_base)
                break;
        }
        if (problem || part == 0)
            break;
        vector.iov_len = part < count - done ? part : count - done;
        taken = sink->operations->write(sink, &vector, 1, sink_offset);
        if (taken < 0)
            problem = taken;
        else
            done += taken;
        if (taken > 0)
            *source_offset += taken;
        if (taken < (long)vector.iov_len)
            break;
    }
    if (buffer)
        block_free(buffer, PAGE_SIZE);
    return done > 0 ? (long)done : problem;
}

/// Does `sendfile`.
long file_send(int to, int from, off_t *offset, size_t count) {
    struct file *sink = file_get(to), *source = file_get(from);
    off_t start, end;
    long result;

    if (!source || !(FILE_MODE(source->flags) & FILE_READABLE))
        return -EBADF;
    if (offset && !source->operations->seek)
        return -ESPIPE;
    if (offset && *offset < 0)
        return -EINVAL;
    if (!sink || !(FILE_MODE(sink->flags) & FILE_WRITABLE))
        return -EBADF;
    if (!source->operations->seek || !sink->operations->write)
        return -EINVAL;
    if (sink->flags & 02000) // O_APPEND
        return -EINVAL;
    if (count > FILE_TRANSFER_LIMIT)
        count = FILE_TRANSFER_LIMIT;
    start = offset ? *offset : source->position;
    end = sink->position;
    result = file_copy(sink, &end, source, &start, count);
    if (result > 0) {
        sink->position = end;
        *(offset ? offset : &source->position) = start;
    }
    return result;
}
