// Random operations on attributes, sizes, locks and the working directory.

#define _GNU_SOURCE
#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/file.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "differential.h"

/// Sets the time of a file and compares what it is then.
static void set_times(int start, const char *path) {
    struct timespec times[2] = {{below(1000), below(1000000000)}, {below(1000), below(1100000000)}};
    int flags = below(2) ? AT_SYMLINK_NOFOLLOW : 0;

    if (below(4) == 0)
        times[below(2)].tv_nsec = UTIME_OMIT;
    TRACE("utimensat(%d, %s)", start, path);
    if (both(SYS_utimensat, start, P(path), P(times), flags, 0) < 0)
        return;
    sided(SYS_newfstatat, start, P(path), P(&linux_side.status), flags, 0);
    if (times[1].tv_nsec != UTIME_OMIT &&
        linux_side.status.st_mtim.tv_nsec != our_side.status.st_mtim.tv_nsec)
        differ("the time", linux_side.status.st_mtim.tv_nsec, our_side.status.st_mtim.tv_nsec);
    if (!S_ISLNK(our_side.status.st_mode) && times[0].tv_nsec != UTIME_OMIT &&
        linux_side.status.st_atim.tv_sec != our_side.status.st_atim.tv_sec)
        differ("the time", linux_side.status.st_atim.tv_sec, our_side.status.st_atim.tv_sec);
}

/// Asks for attributes and sets them.
void operate_on_attributes(void) {
    const char *path = some_path();
    int start = some_start(), descriptor = some_descriptor(), mode = below(010000) & ~S_ISVTX;
    int owner = below(4) ? (int)below(5) : -1;

    switch (below(14)) {
    case 0:
        TRACE("fchmodat(%d, %s, 0%o)", start, path, mode);
        both(SYS_fchmodat, start, P(path), mode, 0, 0);
        break;
    case 1:
        TRACE("fchmod(%d, 0%o)", descriptor, mode);
        sided(SYS_fstat, descriptor, P(&linux_side.status), 0, 0, 0);
        if (!S_ISFIFO(linux_side.status.st_mode))
            both(SYS_fchmod, descriptor, mode, 0, 0, 0);
        break;
    case 2: {
        int flags = below(2) ? 0 : below(2) ? AT_SYMLINK_NOFOLLOW : AT_EMPTY_PATH;

        TRACE("fchownat(%d, %s, %d, 0x%x)", start, path, owner, flags);
        if (flags != AT_EMPTY_PATH || *path)
            both(SYS_fchownat, start, P(path), owner, below(5), flags);
        break;
    }
    case 3:
        set_times(start, path);
        break;
    case 4:
    case 5:
    case 6: {
        int flags = below(2) ? 0 : below(2) ? AT_SYMLINK_NOFOLLOW : AT_EMPTY_PATH;

        TRACE("newfstatat(%d, %s, 0x%x)", start, path, flags);
        if (sided(SYS_newfstatat, start, P(path), P(&linux_side.status), flags, 0) == 0)
            compare_status();
        break;
    }
    case 7:
    case 8:
        TRACE("fstat(%d)", descriptor);
        if (sided(SYS_fstat, descriptor, P(&linux_side.status), 0, 0, 0) == 0)
            compare_status();
        break;
    case 9:
        mode = below(10);
        TRACE("faccessat2(%d, %s, %d)", start, path, mode);
        both(SYS_faccessat2, start, P(path), mode, below(2) ? 0 : AT_SYMLINK_NOFOLLOW, 0);
        break;
    case 10:
        TRACE("umask(0%o)", mode);
        both(SYS_umask, mode & 077, 0, 0, 0, 0);
        break;
    case 11:
        TRACE("access(%s, 0%o)", path, mode & 7);
        both(SYS_access, P(path), mode & 7, 0, 0, 0);
        break;
    case 12:
        TRACE("statfs(%s)", path);
        sided(SYS_statfs, P(path), P(linux_side.text), 0, 0, 0);
        break;
    default: {
        struct stat *status = &linux_side.status;

        TRACE("lstat(%s)", path);
        if (sided(below(2) ? SYS_lstat : SYS_stat, P(path), P(status), 0, 0, 0) == 0)
            compare_status();
    }
    }
}

/// Changes sizes and copies.
void operate_on_sizes(void) {
    int descriptor = some_descriptor(), other = some_descriptor();
    long offset = some_offset(), length = some_offset();

    switch (below(6)) {
    case 0:
    case 1:
        TRACE("ftruncate(%d, %ld)", descriptor, offset);
        both(SYS_ftruncate, descriptor, offset, 0, 0, 0);
        break;
    case 2: {
        const char *path = some_path();

        TRACE("truncate(%s, %ld)", path, offset);
        both(SYS_truncate, P(path), offset, 0, 0, 0);
        break;
    }
    case 3: {
        int mode = below(5);

        if (!allocates && mode != 3)
            break;
        if (mode != 3 && length > 100000)
            length %= 100000;
        TRACE("fallocate(%d, %d, %ld, %ld)", descriptor, mode, offset, length);
        both(SYS_fallocate, descriptor, mode, offset, length, 0);
        break;
    }
    case 4: {
        long size = below(30000);

        // Within one file Linux lends the pages that it writes to.
        if (type_of(descriptor) != S_IFREG || type_of(other) != S_IFREG ||
            number_of(descriptor) == number_of(other))
            break;
        linux_side.number = our_side.number = offset;
        TRACE("sendfile(%d, %d, %ld, %ld)", descriptor, other, offset, size);
        sided(SYS_sendfile, descriptor, other, below(2) ? 0 : P(&linux_side.number), size, 0);
        if (linux_side.number != our_side.number)
            differ("the offset", linux_side.number, our_side.number);
        break;
    }
    case 5: {
        long expected, found, size = below(30000), from = below(20000), to = below(20000);
        long from_ours = from, to_ours = to;

        TRACE("copy_file_range(%d, %ld, %d, %ld, %ld)", descriptor, from, other, to, size);
        expected = syscall(SYS_copy_file_range, descriptor, &from, other, &to, size, 0);
        if (expected < 0)
            expected = -errno;
        found = call(SYS_copy_file_range, (long)descriptor, &from_ours, (long)other, &to_ours, size,
                     0L);
        if (expected != found)
            differ("the result", expected, found);
        if (from != from_ours || to != to_ours)
            differ("an offset", from, from_ours);
        break;
    }
    }
}

/// Asks what is ready, and locks.
void operate_on_locks(void) {
    int descriptor = some_descriptor();

    switch (below(3)) {
    case 0: {
        struct pollfd entries[2] = {{descriptor, below(64), 0},
                                    {some_descriptor(), POLLIN | POLLOUT, 0}};
        struct pollfd ours[2] = {entries[0], entries[1]};
        long expected = native(SYS_poll, P(entries), 2, 0, 0, 0);
        long found = call(SYS_poll, ours, 2L, 0L, 0L, 0L, 0L);

        TRACE("poll(%d: %x %x %x, %d: %x %x)", descriptor, entries[0].events, entries[0].revents,
              ours[0].revents, entries[1].fd, entries[1].revents, ours[1].revents);
        if (expected != found)
            differ("the result", expected, found);
        for (int i = 0; i < 2; i++)
            if (entries[i].revents != ours[i].revents)
                differ("events", entries[i].revents, ours[i].revents);
        break;
    }
    case 1: {
        int operation = (1 << below(4)) | LOCK_NB;

        TRACE("flock(%d, %d)", descriptor, operation);
        if (type_of(descriptor) == S_IFREG)
            both(SYS_flock, descriptor, operation, 0, 0, 0);
        break;
    }
    default: {
        struct flock lock = {below(4), below(4), some_offset(), some_offset(), 0};
        struct flock ours = lock;
        if (type_of(descriptor) == S_IFDIR)
            break;
        int command = below(2) ? F_GETLK : F_SETLK;
        long expected = native(SYS_fcntl, descriptor, command, P(&lock), 0, 0);
        long found = call(SYS_fcntl, (long)descriptor, (long)command, &ours, 0L, 0L, 0L);

        TRACE("F_SETLK(%d, %d, type %d, whence %d, %ld, %ld)", descriptor, command, ours.l_type,
              ours.l_whence, ours.l_start, ours.l_len);
        if (expected != found)
            differ("the result", expected, found);
        if (lock.l_type != ours.l_type)
            differ("the lock", lock.l_type, ours.l_type);
        break;
    }
    }
}

/// Controls descriptors and the working directory.
void operate_on_the_rest(void) {
    int descriptor = some_descriptor();
    const char *path = some_path();

    switch (below(10)) {
    case 0:
        TRACE("F_GETFL(%d)", descriptor);
        both(SYS_fcntl, descriptor, F_GETFL, 0, 0, 0);
        break;
    case 1:
        TRACE("F_SETFL(%d)", descriptor);
        both(SYS_fcntl, descriptor, F_SETFL, O_NONBLOCK | (below(2) * O_APPEND), 0, 0);
        break;
    case 2:
        TRACE("F_GETFD(%d)", descriptor);
        both(SYS_fcntl, descriptor, F_GETFD, 0, 0, 0);
        break;
    case 3:
        TRACE("F_SETFD(%d)", descriptor);
        both(SYS_fcntl, descriptor, F_SETFD, below(2), 0, 0);
        break;
    case 4: {
        long lowest = below(40);

        TRACE("F_DUPFD(%d, %ld)", descriptor, lowest);
        both(SYS_fcntl, descriptor, below(2) ? F_DUPFD : F_DUPFD_CLOEXEC, lowest, 0, 0);
        break;
    }
    case 5:
        TRACE("chdir(%s)", path);
        both(SYS_chdir, P(path), 0, 0, 0, 0);
        break;
    case 6:
        TRACE("fchdir(%d)", descriptor);
        both(SYS_fchdir, descriptor, 0, 0, 0, 0);
        break;
    case 7: {
        long size = below(4) ? 1000 : 1 + (long)below(12);

        TRACE("getcwd(%ld)", size);
        if (sided(SYS_getcwd, P(linux_side.text), size < 500 ? size : 500, 0, 0, 0) > 0 &&
            strcmp(linux_side.text, our_side.text))
            differ("the path", 0, 0);
        break;
    }
    case 8:
        TRACE("getdents64(%d)", descriptor);
        native(SYS_lseek, descriptor, 0, SEEK_SET, 0, 0);
        call(SYS_lseek, (long)descriptor, 0L, 0L, 0L, 0L, 0L);
        list(0, descriptor, linux_side.text);
        list(1, descriptor, our_side.text);
        if (strcmp(linux_side.text, our_side.text)) {
            printf("%s\n%s\n", linux_side.text, our_side.text);
            differ("the list", 0, 0);
        }
        break;
    case 9: {
        TRACE("fsync(%d)", descriptor);
        both(below(2) ? SYS_fsync : SYS_fdatasync, descriptor, 0, 0, 0, 0);
        break;
    }
    }
}
