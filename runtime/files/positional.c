// Reading and writing at an offset.

#include "files/positional.h"

#include <errno.h>

#include "files/vector.h"

/// Checks what reads and writes at an offset have in common.
static long check(const struct file *file, off_t offset, const struct iovec *vector, int count,
                  unsigned mode) {
    if (offset < 0)
        return -EINVAL;
    if (!file)
        return -EBADF;
    if (!file->operations->seek)
        return -ESPIPE;
    if (!(FILE_MODE(file->flags) & mode))
        return -EBADF;
    return vector_valid(vector, count) ? 0 : -EINVAL;
}

/// Reads into `vector` at `offset`; the file's position stays.
long file_read_positional(int descriptor, const struct iovec *vector, int count, off_t offset) {
    struct file *file = file_get(descriptor);
    long problem = check(file, offset, vector, count, FILE_READABLE);

    if (problem)
        return problem;
    return file->operations->read ? file->operations->read(file, vector, count, &offset) : -EINVAL;
}

/// Writes `vector` at `offset`; the file's position stays.
long file_write_positional(int descriptor, const struct iovec *vector, int count, off_t offset) {
    struct file *file = file_get(descriptor);
    long problem = check(file, offset, vector, count, FILE_WRITABLE);

    if (problem)
        return problem;
    return file->operations->write ? file->operations->write(file, vector, count, &offset)
                                   : -EINVAL;
}

/// Reads up to `count` bytes at `offset` of an open file, as a mapping of it needs.
long file_read_at(struct file *file, void *bytes, size_t count, off_t offset) {
    struct iovec vector = {bytes, count};

    return file->operations->read ? file->operations->read(file, &vector, 1, &offset) : -EINVAL;
}
