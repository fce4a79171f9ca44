#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>

#include "files/positional.h"
#include "files/write-flags.h"
#include "system-calls/system-call.h"

/// Writes `vector` at `offset`, or at the file's position if that is -1.
static long transfer(int descriptor, const struct iovec *vector, int count, off_t offset) {
    return offset == -1 ? file_write(descriptor, vector, count)
                        : file_write_positional(descriptor, vector, count, offset);
}

/// Writes the pieces of `vector` as pwritev does, this once as if the file were opened with
/// O_APPEND or O_SYNC.
SYSTEM_CALL(pwritev2, long, int descriptor, const struct iovec *vector, int count, off_t offset,
            long unused, int flags) {
    struct file *file;
    unsigned before;
    long result, problem;

    if (flags & ~RWF_ALL)
        return -EOPNOTSUPP;
    file = file_get(descriptor);
    if (!file)
        return -EBADF;
    before = file->flags & (O_APPEND | O_NONBLOCK);
    if (flags & RWF_APPEND)
        file->flags |= O_APPEND;
    if (flags & RWF_NOWAIT)
        file->flags |= O_NONBLOCK;
    result = transfer(descriptor, vector, count, offset);
    file->flags = (file->flags & ~(O_APPEND | O_NONBLOCK)) | before;
    if (result > 0 && flags & (RWF_DSYNC | RWF_SYNC) && file->operations->synchronise) {
        problem = file->operations->synchronise(file);
        if (problem)
            return problem;
    }
    return result;
}
