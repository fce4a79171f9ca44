#include <errno.h>
#include <fcntl.h>

#include "files/file.h"
#include "system-calls/system-call.h"

/// Takes the advice on how a file will be used, which changes nothing in memory.
SYSTEM_CALL(fadvise64, long, int descriptor, off_t offset, off_t length, int advice) {
    struct file *file = file_get(descriptor);

    if (!file)
        return -EBADF;
    if (!file->operations->seek)
        return -ESPIPE;
    return length < 0 || (unsigned)advice > POSIX_FADV_NOREUSE ? -EINVAL : 0;
}
