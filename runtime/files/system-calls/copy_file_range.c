#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>

#include "files/copy.h"
#include "files/node.h"
#include "system-calls/system-call.h"

/// Returns whether `file` has the type `type`.
static int has_type(const struct file *file, mode_t type) {
    return file->node && (file->node->mode & S_IFMT) == type;
}

/// Checks the range of a copy, of which `*count` becomes what lies in the source.
static long check_range(struct file *source, off_t start, struct file *sink, off_t end,
                        size_t *count) {
    struct stat status;

    if (start < 0 || end < 0 || __builtin_add_overflow(start, (off_t)*count, &(off_t){0}) ||
        __builtin_add_overflow(end, (off_t)*count, &(off_t){0}))
        return -EOVERFLOW;
    source->operations->status(source, &status);
    if (start >= status.st_size)
        *count = 0;
    else if (*count > (size_t)(status.st_size - start))
        *count = status.st_size - start;
    if (source->node == sink->node && start < end + (off_t)*count && end < start + (off_t)*count)
        return -EINVAL;
    return 0;
}

/// Copies a range of one regular file to another, or elsewhere in it.
SYSTEM_CALL(copy_file_range, long, int from, off_t *from_offset, int to, off_t *to_offset,
            size_t count, unsigned flags) {
    struct file *source = file_get(from), *sink = file_get(to);
    long problem;

    if (!source || !sink || FILE_IS_PATH(source) || FILE_IS_PATH(sink))
        return -EBADF;
    if (flags)
        return -EINVAL;
    if (has_type(source, S_IFDIR) || has_type(sink, S_IFDIR))
        return -EISDIR;
    if (!has_type(source, S_IFREG) || !has_type(sink, S_IFREG))
        return -EINVAL;
    if (!(FILE_MODE(source->flags) & FILE_READABLE) || !(FILE_MODE(sink->flags) & FILE_WRITABLE) ||
        sink->flags & O_APPEND)
        return -EBADF;
    from_offset = from_offset ? from_offset : &source->position;
    to_offset = to_offset ? to_offset : &sink->position;
    problem = check_range(source, *from_offset, sink, *to_offset, &count);
    if (problem)
        return problem;
    if (count > FILE_TRANSFER_LIMIT)
        count = FILE_TRANSFER_LIMIT;
    return file_copy(sink, to_offset, source, from_offset, count);
}
