// Describing files.

#include <errno.h>

#include "files/file.h"

/// Describes the file that `descriptor` names.
long file_status(int descriptor, struct stat *status) {
    struct file *file = file_get(descriptor);

    return file ? file->operations->status(file, status) : -EBADF;
}
