#include <errno.h>

#include "files/file.h"
#include "system-calls/system-call.h"

/// Takes the advice to read ahead, which changes nothing in memory.
SYSTEM_CALL(readahead, long, int descriptor, off_t offset, size_t count) {
    struct file *file = file_get(descriptor);

    if (!file || !(FILE_MODE(file->flags) & FILE_READABLE))
        return -EBADF;
    return file->operations->bytes ? 0 : -EINVAL;
}
