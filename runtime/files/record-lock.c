// Record locks of `fcntl`. They belong to processes and there is one: its locks never stand in its
// own way, so that nothing has to be remembered.

#include "files/record-lock.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "files/file.h"
#include "files/node.h"

/// Returns where the range of `lock` is counted from, or a negative number.
static off_t origin_of(struct file *file, const struct flock *lock) {
    struct stat status;

    switch (lock->l_whence) {
    case SEEK_SET:
        return 0;
    case SEEK_CUR:
        return file->position;
    case SEEK_END:
        file->operations->status(file, &status);
        return status.st_size;
    }
    return -EINVAL;
}

/// Checks that the range of `lock` is one.
static long check_range(struct file *file, const struct flock *lock) {
    off_t origin = origin_of(file, lock), start, end;

    if (origin < 0)
        return -EINVAL;
    if (__builtin_add_overflow(origin, lock->l_start, &start))
        return -EOVERFLOW;
    if (start < 0)
        return -EINVAL;
    if (lock->l_len > 0 && __builtin_add_overflow(start, lock->l_len - 1, &end))
        return -EOVERFLOW;
    return lock->l_len < 0 && start + lock->l_len < 0 ? -EINVAL : 0;
}

/// Does F_GETLK, F_SETLK and F_SETLKW.
long record_lock(struct file *file, int command, struct flock *lock) {
    unsigned needed;
    long problem;

    if (lock->l_type != F_RDLCK && lock->l_type != F_WRLCK &&
        (lock->l_type != F_UNLCK || command == F_GETLK))
        return -EINVAL;
    problem = check_range(file, lock);
    if (problem)
        return problem;
    if (command == F_GETLK) {
        lock->l_type = F_UNLCK;
        return 0;
    }
    needed = lock->l_type == F_RDLCK ? FILE_READABLE : lock->l_type == F_WRLCK ? FILE_WRITABLE : 0;
    return (FILE_MODE(file->flags) & needed) == needed ? 0 : -EBADF;
}
