#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>

#include "files/file.h"
#include "files/lock.h"
#include "system-calls/system-call.h"

/// Locks a file for the open file that a descriptor names, or gives the lock up.
SYSTEM_CALL(flock, long, int descriptor, int operation) {
    struct file *file = file_get(descriptor);
    int kind = operation & ~LOCK_NB;

    if (kind != LOCK_SH && kind != LOCK_EX && kind != LOCK_UN)
        return -EINVAL;
    if (!file || FILE_IS_PATH(file))
        return -EBADF;
    return file->node ? file_lock(file, kind, operation & LOCK_NB) : 0;
}
