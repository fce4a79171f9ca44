// Reading and writing through a descriptor.

#include "files/file.h"

#include <errno.h>

#include "files/vector.h"

/// Reads into `vector` at the file's position.
long file_read(int descriptor, const struct iovec *vector, int count) {
    struct file *file = file_get(descriptor);

    if (!file || !(FILE_MODE(file->flags) & FILE_READABLE))
        return -EBADF;
    if (!file->operations->read || !vector_valid(vector, count))
        return -EINVAL;
    return file->operations->read(file, vector, count, &file->position);
}

/// Writes `vector` at the file's position.
long file_write(int descriptor, const struct iovec *vector, int count) {
    struct file *file = file_get(descriptor);

    if (!file || !(FILE_MODE(file->flags) & FILE_WRITABLE))
        return -EBADF;
    if (!file->operations->write || !vector_valid(vector, count))
        return -EINVAL;
    return file->operations->write(file, vector, count, &file->position);
}
