#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>

#include "files/pipes/splice.h"
#include "files/vector.h"
#include "system-calls/system-call.h"

/// Moves memory of the program into a pipe, or what is in the pipe into memory: as copies, so that
/// the memory may change at once.
SYSTEM_CALL(vmsplice, long, int descriptor, const struct iovec *vector, unsigned long count,
            unsigned flags) {
    struct file *file = file_get(descriptor);
    unsigned before;
    long result;

    if (flags & ~(SPLICE_F_MOVE | SPLICE_F_NONBLOCK | SPLICE_F_MORE | SPLICE_F_GIFT))
        return -EINVAL;
    if (!file || !pipe_of(file))
        return -EBADF;
    if (count > IOV_MAX || !vector_valid(vector, count))
        return -EINVAL;
    before = file->flags & O_NONBLOCK;
    if (flags & SPLICE_F_NONBLOCK)
        file->flags |= O_NONBLOCK;
    result = FILE_MODE(file->flags) & FILE_WRITABLE ? file_write(descriptor, vector, count)
                                                    : file_read(descriptor, vector, count);
    file->flags = (file->flags & ~O_NONBLOCK) | before;
    return result;
}
