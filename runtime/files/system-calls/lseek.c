#define _GNU_SOURCE
#include <errno.h>
#include <unistd.h>

#include "files/file.h"
#include "system-calls/system-call.h"

/// Moves the file's position and returns it.
SYSTEM_CALL(lseek, long, int descriptor, off_t offset, int origin) {
    struct file *file = file_get(descriptor);

    if (!file)
        return -EBADF;
    if ((unsigned)origin > SEEK_HOLE)
        return -EINVAL;
    if (!file->operations->seek)
        return -ESPIPE;
    return file->operations->seek(file, offset, origin);
}
