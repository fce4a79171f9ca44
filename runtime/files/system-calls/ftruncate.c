#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>

#include "files/file.h"
#include "files/node.h"
#include "system-calls/system-call.h"

/// Gives an open file another size.
SYSTEM_CALL(ftruncate, long, int descriptor, off_t size) {
    struct file *file;

    if (size < 0)
        return -EINVAL;
    file = file_get(descriptor);
    if (!file || FILE_IS_PATH(file))
        return -EBADF;
    if (!file->node || !S_ISREG(file->node->mode) || !(FILE_MODE(file->flags) & FILE_WRITABLE))
        return -EINVAL;
    return file->node->operations->resize(file->node, size);
}
