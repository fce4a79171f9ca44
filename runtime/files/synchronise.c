#include <errno.h>

#include "files/file.h"

/// Makes what was written to a file durable.
long file_synchronise(int descriptor) {
    struct file *file = file_get(descriptor);

    if (!file)
        return -EBADF;
    return file->operations->synchronise ? file->operations->synchronise(file) : -EINVAL;
}
