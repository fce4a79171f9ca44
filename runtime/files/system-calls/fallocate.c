#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>

#include "files/file.h"
#include "files/node.h"
#include "system-calls/system-call.h"

/// Gives a range of an open file its memory, or makes a hole of it.
SYSTEM_CALL(fallocate, long, int descriptor, int mode, off_t offset, off_t length) {
    struct file *file = file_get(descriptor);
    off_t end;

    if (!file || FILE_IS_PATH(file))
        return -EBADF;
    if (offset < 0 || length <= 0)
        return -EINVAL;
    if (mode && mode != FALLOC_FL_KEEP_SIZE && mode != (FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE))
        return -EOPNOTSUPP;
    if (!(FILE_MODE(file->flags) & FILE_WRITABLE))
        return -EBADF;
    if (!file->node || S_ISFIFO(file->node->mode))
        return -ESPIPE;
    if (!S_ISREG(file->node->mode))
        return S_ISDIR(file->node->mode) ? -EISDIR : -ENODEV;
    if (__builtin_add_overflow(offset, length, &end))
        return -EFBIG;
    return file->node->operations->reserve(file->node, mode, offset, length);
}
