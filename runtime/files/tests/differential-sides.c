// The two sides of the comparison, and the random choice of what is done.

#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "differential.h"

struct side linux_side, our_side;
uint64_t random_state;
int allocates;
unsigned long step;
char trace[512];

/// Returns a random number below `limit`.
unsigned long below(unsigned long limit) {
    random_state ^= random_state << 13;
    random_state ^= random_state >> 7;
    random_state ^= random_state << 17;
    return (random_state >> 11) % limit;
}

/// Returns a random path. Few names, so that they meet.
const char *some_path(void) {
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
int some_flags(void) {
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
int some_descriptor(void) {
    return below(50) ? 3 + (int)below(12) : (int)below(60) + 3;
}

/// Returns a random place to start from.
int some_start(void) {
    return below(2) ? AT_FDCWD : some_descriptor();
}

/// Returns a random size or offset.
long some_offset(void) {
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
long native(long number, long a, long b, long c, long d, long e) {
    long result = syscall(number, a, b, c, d, e);

    return result < 0 ? -errno : result;
}

/// Returns the type of the file that a descriptor names on Linux.
mode_t type_of(int descriptor) {
    struct stat status = {0};

    native(SYS_fstat, descriptor, (long)&status, 0, 0, 0);
    return status.st_mode & S_IFMT;
}

/// Returns the number of the file that a descriptor names on Linux.
ino_t number_of(int descriptor) {
    struct stat status = {0};

    native(SYS_fstat, descriptor, (long)&status, 0, 0, 0);
    return status.st_ino;
}

/// Reports a difference and ends.
void differ(const char *what, long expected, long found) {
    printf("differential: step %lu: %s: %s is %ld on Linux, %ld here\n", step, trace, what,
           expected, found);
    exit(1);
}

/// Compares the bytes that both sides have read.
void compare_bytes(void) {
    for (int i = 0; i < BUFFER; i++)
        if (linux_side.bytes[i] != our_side.bytes[i]) {
            printf("differential: byte %d\n", i);
            differ("a byte", linux_side.bytes[i], our_side.bytes[i]);
        }
}

/// Does a call on both sides with the same arguments and compares the results.
long both(long number, long a, long b, long c, long d, long e) {
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
long sided(long number, long a, long b, long c, long d, long e) {
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
void compare_status(void) {
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
void list(int ours, int descriptor, char *text) {
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
