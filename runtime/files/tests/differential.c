// Does the same random operations on Linux and on our files, and compares every result.
// usage: differential OPERATIONS SEED
//
// Linux works in a new root on /dev/shm, which must hold a tmpfs.

#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "files/deployment.h"
#include "host.h"

const struct deployment_file deployment_files[] = {{0}};
const unsigned long deployment_file_count = 0;
const unsigned long registry_folder_count = 0;

enum { BUFFER = 20000, PATHS = 8192, OLD_ROOT = 1030 };

/// What an operation reads and writes, once for Linux and once for us.
struct side {
    char bytes[BUFFER];
    struct stat status;
    long number;
    char text[512];
};

static struct side linux_side, our_side;
static uint64_t random_state;

/// Whether memory is reserved for files; Linux does not count that as data.
static int allocates;
static unsigned long step;
static char trace[512];

/// Returns a random number below `limit`.
static unsigned long below(unsigned long limit) {
    random_state ^= random_state << 13;
    random_state ^= random_state >> 7;
    random_state ^= random_state << 17;
    return (random_state >> 11) % limit;
}

/// Returns a random path. Few names, so that they meet.
static const char *some_path(void) {
    static char paths[4][PATHS];
    static int next;
    static const char *const names[] = {"a", "b", "c", "d", "e", "f", ".", "..", "long"};
    char *path = paths[next++ % 4];
    int depth = 1 + below(3);

    path[0] = 0;
    if (below(60) == 0)
        return path;
    if (below(300) == 0) {
        memset(path, 'x', 300);
        path[300] = 0;
        return path;
    }
    if (below(400) == 0) {
        for (int i = 0; i < 2048; i++)
            memcpy(path + 2 * i, "./", 3);
        return path;
    }
    if (below(5) == 0)
        strcpy(path, below(2) ? "/" : "/w/");
    for (int i = 0; i < depth; i++) {
        strcat(path, names[below(below(3) ? 6 : 9)]);
        if (i + 1 < depth)
            strcat(path, below(10) ? "/" : "//");
    }
    if (below(12) == 0)
        strcat(path, "/");
    return path;
}

/// Returns a random open flag word; it never waits.
static int some_flags(void) {
    int flags = O_NONBLOCK | below(3);
    static const int extra[] = {O_CREAT,     O_CREAT,    O_EXCL,    O_TRUNC, O_APPEND,
                                O_DIRECTORY, O_NOFOLLOW, O_CLOEXEC, O_PATH};

    if (below(3) == 0)
        flags |= O_CREAT;
    for (unsigned i = 0; i < sizeof(extra) / sizeof(*extra); i++)
        if (below(8) == 0)
            flags |= extra[i];
    return flags;
}

/// Returns a random descriptor, mostly open.
static int some_descriptor(void) {
    return below(50) ? 3 + (int)below(12) : (int)below(60) + 3;
}

/// Returns a random place to start from.
static int some_start(void) {
    return below(2) ? AT_FDCWD : some_descriptor();
}

/// Returns a random size or offset.
static long some_offset(void) {
    switch (below(10)) {
    case 0:
        return below(1 << 20);
    case 1:
        return (long)below(1 << 20) << below(43);
    case 2:
        return -(long)below(20);
    case 3:
        return below(8) * 4096;
    default:
        return below(12000);
    }
}

/// Does a system call on Linux.
static long native(long number, long a, long b, long c, long d, long e) {
    long result = syscall(number, a, b, c, d, e);

    return result < 0 ? -errno : result;
}

/// Returns the type of the file that a descriptor names on Linux.
static mode_t type_of(int descriptor) {
    struct stat status = {0};

    native(SYS_fstat, descriptor, (long)&status, 0, 0, 0);
    return status.st_mode & S_IFMT;
}

/// Returns the number of the file that a descriptor names on Linux.
static ino_t number_of(int descriptor) {
    struct stat status = {0};

    native(SYS_fstat, descriptor, (long)&status, 0, 0, 0);
    return status.st_ino;
}

/// Reports a difference and ends.
static void differ(const char *what, long expected, long found) {
    printf("differential: step %lu: %s: %s is %ld on Linux, %ld here\n", step, trace, what,
           expected, found);
    exit(1);
}

/// Compares the bytes that both sides have read.
static void compare_bytes(void) {
    for (int i = 0; i < BUFFER; i++)
        if (linux_side.bytes[i] != our_side.bytes[i]) {
            printf("differential: byte %d\n", i);
            differ("a byte", linux_side.bytes[i], our_side.bytes[i]);
        }
}

/// Does a call on both sides with the same arguments and compares the results.
static long both(long number, long a, long b, long c, long d, long e) {
    long expected = native(number, a, b, c, d, e);
    long found = call(number, a, b, c, d, e, 0L);

    // In a removed directory Linux misses a name before it looks what the other one is.
    if ((number == SYS_renameat || number == SYS_renameat2) && expected == -ENOENT &&
        found == -ENOTDIR)
        return expected;
    if (expected != found)
        differ("the result", expected, found);
    return found;
}

/// Does a call on both sides whose argument `a`, `b` or `c` points into a side, and compares the
/// results.
static long sided(long number, long a, long b, long c, long d, long e) {
    long expected = native(number, a, b, c, d, e);
    long found;
    long *arguments[] = {&a, &b, &c, &d, &e};

    for (int i = 0; i < 5; i++)
        if (*arguments[i] >= (long)&linux_side && *arguments[i] < (long)(&linux_side + 1))
            *arguments[i] += (long)&our_side - (long)&linux_side;
    found = call(number, a, b, c, d, e, 0L);
    if (expected != found)
        differ("the result", expected, found);
    compare_bytes();
    return found;
}

/// Compares the descriptions of a file that both sides have got.
static void compare_status(void) {
    const struct stat *a = &linux_side.status, *b = &our_side.status;

    if (a->st_mode != b->st_mode)
        differ("the mode", a->st_mode, b->st_mode);
    if (a->st_nlink != b->st_nlink)
        differ("the number of links", a->st_nlink, b->st_nlink);
    if (!S_ISDIR(a->st_mode) && a->st_size != b->st_size)
        differ("the size", a->st_size, b->st_size);
    if (a->st_uid != b->st_uid || a->st_gid != b->st_gid)
        differ("the owner", a->st_uid, b->st_uid);
    if (a->st_rdev != b->st_rdev)
        differ("the device", a->st_rdev, b->st_rdev);
}

/// Compares entries by their names.
static int compare_entries(const void *a, const void *b) {
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/// Reads a whole directory with `read_some` and writes "type name " of each entry in order.
static void list(int ours, int descriptor, char *text) {
    static char buffer[512], names[256][300];
    char *sorted[256];
    int count = 0;
    long size;

    while ((size = ours ? call(SYS_getdents64, (long)descriptor, buffer, sizeof(buffer), 0L, 0L, 0L)
                        : native(SYS_getdents64, descriptor, (long)buffer, sizeof(buffer), 0, 0)) >
           0)
        for (long at = 0; at < size;) {
            struct dirent *entry = (struct dirent *)(buffer + at);

            snprintf(names[count], sizeof(names[0]), "%s:%d ", entry->d_name, entry->d_type);
            sorted[count] = names[count];
            count++;
            at += entry->d_reclen;
        }
    qsort(sorted, count, sizeof(*sorted), compare_entries);
    snprintf(text, 20, "%ld ", size);
    for (int i = 0; i < count && i < 30; i++)
        strncat(text, sorted[i], 15);
}

#define TRACE(...) snprintf(trace, sizeof(trace), __VA_ARGS__)
#define P(pointer) ((long)(pointer))

/// Opens, closes and makes further names of descriptors.
static void operate_on_descriptors(void) {
    int descriptor = some_descriptor(), other = some_descriptor(), start = some_start();
    const char *path = some_path();
    int flags = some_flags(), mode = below(0777 + 1);

    switch (below(14)) {
    case 0:
    case 1:
    case 2:
    case 3:
        TRACE("openat(%d, %s, 0%o, 0%o)", start, path, flags, mode);
        both(SYS_openat, start, P(path), flags, mode, 0);
        break;
    case 4:
        TRACE("open(%s, 0%o, 0%o)", path, flags, mode);
        both(SYS_open, P(path), flags, mode, 0, 0);
        break;
    case 5:
        TRACE("dup(%d)", descriptor);
        both(SYS_dup, descriptor, 0, 0, 0, 0);
        break;
    case 6:
        TRACE("dup2(%d, %d)", descriptor, other);
        both(SYS_dup2, descriptor, other, 0, 0, 0);
        break;
    case 7:
        flags = below(2) * O_CLOEXEC;
        TRACE("dup3(%d, %d, %d)", descriptor, other, flags);
        both(SYS_dup3, descriptor, other, flags, 0, 0);
        break;
    case 8:
        TRACE("pipe2");
        sided(SYS_pipe2, P(linux_side.bytes), O_NONBLOCK | (below(2) * O_CLOEXEC), 0, 0, 0);
        break;
    default:
        TRACE("close(%d)", descriptor);
        both(SYS_close, descriptor, 0, 0, 0, 0);
    }
}

/// Reads and writes.
static void operate_on_bytes(void) {
    int descriptor = some_descriptor();
    long offset = some_offset(), size = below(3) ? below(300) : below(BUFFER);
    struct iovec vector[3] = {{linux_side.bytes, below(5000)},
                              {linux_side.bytes + 5000, below(5000)},
                              {linux_side.bytes + 10000, 7}};
    static char written[BUFFER];
    int held = 0;

    // Linux fills a pipe by whole pages: it is not compared when it is nearly full.
    if (type_of(descriptor) == S_IFIFO && ioctl(descriptor, FIONREAD, &held) == 0 && held > 16000)
        return;

    for (long i = 0; i < size; i += 8)
        memcpy(written + i, &random_state, i + 8 <= size ? 8 : size - i);
    switch (below(9)) {
    case 0:
        TRACE("read(%d, %ld)", descriptor, size);
        sided(SYS_read, descriptor, P(linux_side.bytes), size, 0, 0);
        break;
    case 1:
    case 2:
        TRACE("write(%d, %ld)", descriptor, size);
        both(SYS_write, descriptor, P(written), size, 0, 0);
        break;
    case 3:
        TRACE("pread64(%d, %ld, %ld)", descriptor, size, offset);
        sided(SYS_pread64, descriptor, P(linux_side.bytes), size, offset, 0);
        break;
    case 4:
    case 5:
        TRACE("pwrite64(%d, %ld, %ld)", descriptor, size, offset);
        both(SYS_pwrite64, descriptor, P(written), size, offset, 0);
        break;
    case 6: {
        int origin = below(allocates ? 3 : 5);

        if (type_of(descriptor) == S_IFDIR)
            break;
        TRACE("lseek(%d, %ld, %d)", descriptor, offset, origin);
        both(SYS_lseek, descriptor, offset, origin, 0, 0);
        break;
    }
    case 7:
        TRACE("writev(%d)", descriptor);
        both(below(2) ? SYS_writev : SYS_pwritev, descriptor, P(vector), 3, offset, 0);
        break;
    case 8: {
        long expected, found, number = below(2) ? SYS_readv : SYS_preadv;

        TRACE("readv(%d, %ld)", descriptor, offset);
        expected = native(number, descriptor, P(vector), 3, offset, 0);
        for (int i = 0; i < 3; i++)
            vector[i].iov_base =
                (char *)vector[i].iov_base + ((char *)&our_side - (char *)&linux_side);
        found = call(number, (long)descriptor, vector, 3L, offset, 0L, 0L);
        if (expected != found)
            differ("the result", expected, found);
        compare_bytes();
        break;
    }
    }
}

/// Makes, removes and moves names.
static void operate_on_names(void) {
    const char *path = some_path(), *other = some_path();
    int start = some_start(), new_start = some_start(), mode = below(010000) & ~S_ISVTX;

    switch (below(16)) {
    case 0:
    case 1:
        TRACE("mkdirat(%d, %s, 0%o)", start, path, mode);
        both(SYS_mkdirat, start, P(path), mode, 0, 0);
        break;
    case 2:
        TRACE("rmdir(%s)", path);
        both(SYS_rmdir, P(path), 0, 0, 0, 0);
        break;
    case 3:
        TRACE("unlink(%s)", path);
        both(SYS_unlink, P(path), 0, 0, 0, 0);
        break;
    case 4: {
        int flags = below(4) ? (below(2) ? AT_REMOVEDIR : 0) : (int)below(0x2000);

        TRACE("unlinkat(%d, %s, 0x%x)", start, path, flags);
        both(SYS_unlinkat, start, P(path), flags, 0, 0);
        break;
    }
    case 5:
    case 6:
    case 7:
        TRACE("renameat(%d, %s, %d, %s)", start, path, new_start, other);
        both(SYS_renameat, start, P(path), new_start, P(other), 0);
        break;
    case 8:
    case 9: {
        int flags = below(4);

        TRACE("renameat2(%d, %s, %d, %s, %d)", start, path, new_start, other, flags);
        both(SYS_renameat2, start, P(path), new_start, P(other), flags);
        break;
    }
    case 10:
    case 11: {
        int flags = below(3) ? 0 : below(2) ? AT_SYMLINK_FOLLOW : AT_EMPTY_PATH;

        if (!*path && type_of(start) != S_IFREG)
            break;
        TRACE("linkat(%d, %s, %d, %s, 0x%x)", start, path, new_start, other, flags);
        both(SYS_linkat, start, P(path), new_start, P(other), flags);
        break;
    }
    case 12:
    case 13:
        TRACE("symlinkat(%s, %d, %s)", path, start, other);
        both(SYS_symlinkat, P(path), start, P(other), 0, 0);
        break;
    case 14: {
        int type = below(2) ? S_IFIFO : below(2) ? 0 : (int)(below(16) << 12);

        TRACE("mknodat(%d, %s, 0%o)", start, path, mode | type);
        if (type != S_IFBLK && type != S_IFCHR)
            both(SYS_mknodat, start, P(path), mode | type, 0, 0);
        break;
    }
    default: {
        long size = below(3) ? 500 : (long)below(10);

        TRACE("readlinkat(%d, %s, %ld)", start, path, size);
        sided(SYS_readlinkat, start, P(path), P(linux_side.bytes), size, 0);
    }
    }
}

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
static void operate_on_attributes(void) {
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
static void operate_on_sizes(void) {
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

/// Controls descriptors and the working directory.
static void operate_on_the_rest(void) {
    int descriptor = some_descriptor();
    const char *path = some_path();

    switch (below(13)) {
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
    case 10: {
        int operation = (1 << below(4)) | LOCK_NB;

        TRACE("flock(%d, %d)", descriptor, operation);
        if (type_of(descriptor) == S_IFREG)
            both(SYS_flock, descriptor, operation, 0, 0, 0);
        break;
    }
    case 11: {
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
    case 12: {
        TRACE("fsync(%d)", descriptor);
        both(below(2) ? SYS_fsync : SYS_fdatasync, descriptor, 0, 0, 0, 0);
        break;
    }
    }
}

/// Makes an empty root for Linux and goes into it; does the same for us.
static void prepare(void) {
    char folder[] = "/dev/shm/specialise-XXXXXX";
    static const char *const present[] = {"/dev/null", "/dev/zero",    "/dev/full",   "/dev/random",
                                          "/dev/tty",  "/dev/urandom", "/dev/console"};

    if (setrlimit(RLIMIT_NOFILE, &(struct rlimit){2000, 2000}) ||
        dup2(open("/", O_RDONLY | O_DIRECTORY), OLD_ROOT) != OLD_ROOT || !mkdtemp(folder) ||
        chdir(folder) || chroot(".")) {
        perror("differential");
        exit(2);
    }
    setrlimit(RLIMIT_NOFILE, &(struct rlimit){1024, 2000});
    chmod("/", 0755);
    umask(022);
    for (unsigned i = 0; i < sizeof(present) / sizeof(*present); i++)
        if (call(SYS_unlink, present[i], 0L, 0L, 0L, 0L, 0L))
            differ(present[i], 0, 1);
    call(SYS_rmdir, "/dev", 0L, 0L, 0L, 0L, 0L);
    call(SYS_rmdir, "/tmp", 0L, 0L, 0L, 0L, 0L);
    both(SYS_mkdir, P("/w"), 0755, 0, 0, 0);
    both(SYS_chdir, P("/w"), 0, 0, 0, 0);
    for (int descriptor = 3; descriptor < OLD_ROOT; descriptor++)
        close(descriptor);
}

/// Leaves the root of the test, so that the sanitizer finds /proc when it looks for leaks.
static void finish(void) {
    if (fchdir(OLD_ROOT) || chroot("."))
        perror("differential");
}

int main(int count, char **arguments) {
    unsigned long steps = count > 1 ? strtoul(arguments[1], NULL, 10) : 10000;
    unsigned long seed = count > 2 ? strtoul(arguments[2], NULL, 10) : 1;

    signal(SIGPIPE, SIG_IGN);
    random_state = seed * 0x9e3779b97f4a7c15 + 1;
    setvbuf(stdout, NULL, _IOLBF, 0);
    allocates = seed % 2 == 0;
    prepare();
    atexit(finish);
    for (step = 1; step <= steps; step++) {
        static void (*const operations[])(void) = {
            operate_on_descriptors, operate_on_descriptors, operate_on_bytes, operate_on_bytes,
            operate_on_names,       operate_on_names,       operate_on_names, operate_on_attributes,
            operate_on_sizes,       operate_on_the_rest,
        };

        for (int i = 100; step % 500 == 0 && i < 1024; i++)
            both(SYS_close, i, 0, 0, 0, 0);
        operations[below(sizeof(operations) / sizeof(*operations))]();
    }
    printf("differential: %lu operations from seed %lu: passed\n", steps, seed);
}
