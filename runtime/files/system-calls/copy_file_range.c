#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>

#include "files/copy.h"
#include "files/node.h"
#include "system-calls/system-call.h"

/// Copies a range of one regular file to another, or elsewhere in it.
SYSTEM_CALL(copy_file_range, long, int from, off_t *from_offset, int to, off_t *to_offset,
            size_t count, unsigned flags) {
    struct file *source = file_get(from), *sink = file_get(to);
    off_t start, end;

    if (!source || !sink || !(FILE_MODE(source->flags) & FILE_READABLE) ||
        !(FILE_MODE(sink->flags) & FILE_WRITABLE) || sink->flags & O_APPEND)
        return -EBADF;
    if (FILE_IS_PATH(source) || FILE_IS_PATH(sink))
        return -EBADF;
    if (flags || !source->node || !sink->node)
        return -EINVAL;
    if (S_ISDIR(source->node->mode) || S_ISDIR(sink->node->mode))
        return -EISDIR;
    if (!S_ISREG(source->node->mode) || !S_ISREG(sink->node->mode))
        return -EINVAL;
    if (count > FILE_TRANSFER_LIMIT)
        count = FILE_TRANSFER_LIMIT;
    start = from_offset ? *from_offset : source->position;
    end = to_offset ? *to_offset : sink->position;
    if (start < 0 || end < 0 || __builtin_add_overflow(start, (off_t)count, &(off_t){0}) ||
        __builtin_add_overflow(end, (off_t)count, &(off_t){0}))
        return -EOVERFLOW;
    if (source->node == sink->node && start < end + (off_t)count && end < start + (off_t)count)
        return -EINVAL;
    return file_copy(sink, to_offset ? to_offset : &sink->position, source,
                     from_offset ? from_offset : &source->position, count);
}
