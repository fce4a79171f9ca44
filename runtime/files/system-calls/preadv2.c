#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>

#include "files/positional.h"
#include "files/write-flags.h"
#include "system-calls/system-call.h"

/// Reads into the pieces of `vector` at `offset`, or at the file's position if that is -1. Memory
/// never has to be waited for, so that RWF_NOWAIT changes only what streams do.
SYSTEM_CALL(preadv2, long, int descriptor, const struct iovec *vector, int count, off_t offset,
            long unused, int flags) {
    struct file *file;
    unsigned before;
    long result;

    if (flags & ~RWF_ALL)
        return -EOPNOTSUPP;
    file = file_get(descriptor);
    if (!file)
        return -EBADF;
    before = file->flags & O_NONBLOCK;
    if (flags & RWF_NOWAIT)
        file->flags |= O_NONBLOCK;
    result = offset == -1 ? file_read(descriptor, vector, count)
                          : file_read_positional(descriptor, vector, count, offset);
    file->flags = (file->flags & ~O_NONBLOCK) | before;
    return result;
}
