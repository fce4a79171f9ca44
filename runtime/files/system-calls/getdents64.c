#include <errno.h>

#include "files/file.h"
#include "system-calls/system-call.h"

/// Fills `buffer` with the next entries of a directory.
SYSTEM_CALL(getdents64, long, int descriptor, void *buffer, unsigned size) {
    struct file *file = file_get(descriptor);

    if (!file)
        return -EBADF;
    if (!file->operations->entries)
        return -ENOTDIR;
    return file->operations->entries(file, buffer, size);
}
