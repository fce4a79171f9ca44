#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>

#include "files/file.h"
#include "files/node.h"
#include "system-calls/system-call.h"

/// Writes a range of a file to where it lasts: all of the file, if it waits for that.
SYSTEM_CALL(sync_file_range, long, int descriptor, off_t offset, off_t length, unsigned flags) {
    struct file *file = file_get(descriptor);
    off_t end;

    if (!file || FILE_IS_PATH(file))
        return -EBADF;
    if (flags &
            ~(SYNC_FILE_RANGE_WAIT_BEFORE | SYNC_FILE_RANGE_WRITE | SYNC_FILE_RANGE_WAIT_AFTER) ||
        offset < 0 || length < 0 || __builtin_add_overflow(offset, length, &end))
        return -EINVAL;
    if (!file->node || S_ISFIFO(file->node->mode))
        return -ESPIPE;
    return flags & SYNC_FILE_RANGE_WAIT_AFTER ? file_synchronise(descriptor) : 0;
}
