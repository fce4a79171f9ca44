/* The constants of files, walked: flags of open, of the calls that start at a directory, of fcntl,
   lseek, flock, fallocate, access and rename, pipes and events. What is answered with an error must
   be answered with the same one everywhere. Left out: what an image does not serve, which
   `specialise check` tells (O_TMPFILE, leases, locks of open files, signals for input). */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <sys/uio.h>
#include <unistd.h>

/* Prints a value and how it was answered. */
static void tell(const char *what, long value, long result) {
    printf("%s %lx: %s\n", what, value, result < 0 ? strerror(errno) : "done");
}

/* Opens with `flags` and closes again. */
static void try_open(const char *what, const char *path, int flags) {
    int file = open(path, flags, 0600);

    tell(what, flags, file);
    if (file >= 0)
        close(file);
}

/* Flags of open on a file, a directory, a link, a missing file and a file in place of a directory.
 */
static void opening(void) {
    static const int flags[] = {0,         O_WRONLY,  O_RDWR,     O_ACCMODE,  O_EXCL,     O_NOCTTY,
                                O_TRUNC,   O_APPEND,  O_NONBLOCK, O_DSYNC,    O_SYNC,     O_ASYNC,
                                O_NOATIME, O_CLOEXEC, O_PATH,     O_NOFOLLOW, O_LARGEFILE};

    for (unsigned i = 0; i < sizeof flags / sizeof *flags; i++) {
        try_open("file", "file", flags[i]);
        try_open("folder", "folder", flags[i]);
        try_open("folder only", "folder", flags[i] | O_DIRECTORY);
        try_open("file as folder", "file", flags[i] | O_DIRECTORY);
        try_open("link", "link", flags[i]);
        try_open("link itself", "link", flags[i] | O_NOFOLLOW);
        try_open("missing", "missing", flags[i]);
        try_open("below a file", "file/x", flags[i]);
        try_open("slash", "file/", flags[i]);
        try_open("loop", "loop", flags[i]);
        if (!(flags[i] & O_PATH)) {
            try_open("create", "new", flags[i] | O_CREAT);
            try_open("create again", "new", flags[i] | O_CREAT | O_EXCL);
            try_open("create folder", "folder", flags[i] | O_CREAT);
            try_open("create slash", "newer/", flags[i] | O_CREAT);
        }
        unlink("new");
    }
}

/* Commands of fcntl, on a file, a pipe and nothing. */
static void commands(void) {
    static const int known[] = {F_DUPFD,  F_GETFD,         F_SETFD,    F_GETFL,
                                F_GETLK,  F_SETLK,         F_SETLKW,   F_GETOWN,
                                F_GETSIG, F_DUPFD_CLOEXEC, F_GETLEASE, F_GETPIPE_SZ};
    int file = open("file", O_RDWR), ends[2];

    pipe(ends);
    for (unsigned i = 0; i < sizeof known / sizeof *known; i++) {
        int files[] = {file, ends[0], 99};

        for (int j = 0; j < 3; j++) {
            struct flock lock = {.l_type = F_RDLCK};
            int is_lock = known[i] >= F_GETLK && known[i] <= F_SETLKW;

            if (is_lock && j == 1)
                continue;
            tell("fcntl", known[i],
                 syscall(SYS_fcntl, files[j], known[i], is_lock ? (long)&lock : 0L));
        }
    }
    for (int command = 100; command < 1024; command += 100)
        tell("no command", command, syscall(SYS_fcntl, file, command, 0L));
    for (int kind = -1; kind < 5; kind++) {
        struct flock lock = {.l_type = kind};

        tell("lock", kind, fcntl(file, F_SETLK, &lock));
        lock.l_type = kind;
        tell("locked", kind, fcntl(file, F_GETLK, &lock));
    }
    for (int whence = -1; whence < 8; whence++) {
        struct flock lock = {.l_type = F_RDLCK, .l_whence = whence};

        if (whence != SEEK_DATA && whence != SEEK_HOLE)
            tell("lock from", whence, fcntl(file, F_SETLK, &lock));
        tell("seek", whence, lseek(file, 0, whence));
        tell("seek back", whence, lseek(file, -100, whence));
        tell("seek pipe", whence, lseek(ends[0], 0, whence));
    }
    for (int operation = 0; operation < 20; operation++)
        tell("flock", operation, flock(file, operation));
    for (int mode = 0; mode < 9; mode++) {
        tell("access", mode, access("file", mode));
        tell("faccessat", mode, syscall(SYS_faccessat2, AT_FDCWD, "folder", mode, 0));
    }
    tell("dup below", 0, fcntl(file, F_DUPFD, -1));
    tell("dup above", 0, fcntl(file, F_DUPFD, 1 << 30));
    tell("dup3 flags", 0, syscall(SYS_dup3, file, 50, O_APPEND));
    tell("dup3 same", 0, dup3(file, file, 0));
    close(file);
}

/* Flags of the calls that start at a directory. */
static void relative(void) {
    struct stat status;
    struct timespec now[2] = {{0, UTIME_NOW}, {0, UTIME_OMIT}};
    char buffer[256];

    for (long bit = 1; bit < 0x20000; bit <<= 1) {
        tell("fstatat", bit, syscall(SYS_newfstatat, AT_FDCWD, "link", &status, bit));
        tell("faccessat2", bit, syscall(SYS_faccessat2, AT_FDCWD, "file", F_OK, bit));
        tell("fchownat", bit, syscall(SYS_fchownat, AT_FDCWD, "file", -1, -1, bit));
        tell("linkat", bit, syscall(SYS_linkat, AT_FDCWD, "file", AT_FDCWD, "file", bit));
        tell("unlinkat", bit, syscall(SYS_unlinkat, AT_FDCWD, "missing", bit));
        tell("utimensat", bit, syscall(SYS_utimensat, AT_FDCWD, "file", now, bit));
        tell("statx", bit, syscall(SYS_statx, AT_FDCWD, "file", bit, 0x7ff, buffer));
        // Whiteouts belong to file systems that lie on top of others.
        if (bit != 4)
            tell("renameat2", bit,
                 syscall(SYS_renameat2, AT_FDCWD, "missing", AT_FDCWD, "missing too", bit));
        tell("name as start", bit, syscall(SYS_newfstatat, 99, "file", &status, bit));
        tell("empty", bit, syscall(SYS_newfstatat, AT_FDCWD, "", &status, bit));
    }
    for (int nanoseconds = 0; nanoseconds < 3; nanoseconds++) {
        static const long values[] = {-1, 1000000000, UTIME_OMIT};

        now[0].tv_nsec = values[nanoseconds];
        tell("time", nanoseconds, utimensat(AT_FDCWD, "file", now, 0));
    }
}

/* Modes and flags of what makes or changes files. */
static void making(void) {
    int file = open("file", O_RDWR), ends[2];

    for (int mode = 0; mode < 0x80; mode += mode < 4 ? 1 : mode) {
        if (mode != 0x40 && mode != 0x20 && mode != 8 && mode != 16)
            tell("fallocate", mode, fallocate(file, mode, 0, 10));
    }
    tell("fallocate length", 0, fallocate(file, 0, 0, 0));
    tell("fallocate start", 0, fallocate(file, 0, -1, 10));
    tell("fallocate end", 0, fallocate(file, 0, 0x7fffffffffffffff, 10));
    for (int advice = -1; advice < 8; advice++)
        tell("advice", advice, syscall(SYS_fadvise64, file, 0L, 10L, advice));
    for (long bit = 1; bit < 1 << 22; bit <<= 1) {
        long flags = bit;
        int events;

        // Notification pipes are no part of POSIX.
        if (flags != O_EXCL && flags != O_DIRECT) {
            tell("pipe2", flags, syscall(SYS_pipe2, ends, flags));
        }
        tell("eventfd2", flags, events = syscall(SYS_eventfd2, 0, flags));
        tell("epoll", flags, syscall(SYS_epoll_create1, flags));
        tell("timerfd", flags, syscall(SYS_timerfd_create, CLOCK_MONOTONIC, flags));
        syscall(SYS_close_range, 10, 1000, 0);
    }
    for (int type = 0; type < 16; type++) {
        tell("mknod", type, mknod("node", type << 12 | 0600, 0));
        unlink("node");
    }
    tell("no epoll", 0, epoll_create(0));
    for (int operation = 0; operation < 5; operation++) {
        struct epoll_event event = {.events = EPOLLIN};
        int epoll = epoll_create1(0);

        pipe(ends);
        tell("epoll_ctl", operation, epoll_ctl(epoll, operation, ends[0], &event));
        tell("of itself", operation, epoll_ctl(epoll, operation, epoll, &event));
        tell("of a file", operation, epoll_ctl(epoll, operation, file, &event));
        tell("of nothing", operation, epoll_ctl(epoll, operation, 99, &event));
        tell("not epoll", operation, epoll_ctl(ends[0], operation, ends[1], &event));
        close(ends[0]);
        close(ends[1]);
        close(epoll);
    }
    close(file);
}

/* Requests of ioctl that no file answers, and vectors that are none. */
static void refused(void) {
    int file = open("file", O_RDWR), value = 0;
    struct iovec vector = {&value, 4};

    tell("terminal", 0, ioctl(file, TCGETS, &value));
    tell("window", 0, ioctl(file, TIOCGWINSZ, &value));
    tell("serial", 0, ioctl(file, TIOCMGET, &value));
    tell("interface", 0, ioctl(file, SIOCGIFCONF, &value));
    tell("none", 0, ioctl(file, 0x12345678, &value));
    tell("blocking", 0, ioctl(file, FIONBIO, &value));
    tell("close", 0, ioctl(file, FIOCLEX));
    tell("keep", 0, ioctl(file, FIONCLEX));
    tell("nothing", 0, ioctl(99, FIONREAD, &value));
    tell("vectors", 0, readv(file, &vector, -1));
    tell("vectors", 0, readv(file, &vector, 1025));
    vector.iov_len = -1;
    tell("length", 0, readv(file, &vector, 1));
    tell("poll", 0, syscall(SYS_poll, NULL, 0L, 0));
    tell("ppoll", 0, syscall(SYS_ppoll, NULL, 0L, &(struct timespec){0, -1}, NULL, 8L));
    tell("ppoll mask", 0, syscall(SYS_ppoll, NULL, 0L, &(struct timespec){0, 0}, &(long){0}, 4L));
    tell("select", 0, syscall(SYS_select, -1, NULL, NULL, NULL, &(struct timeval){0, 0}));
    close(file);
}

int main(void) {
    int file = open("file", O_RDWR | O_CREAT, 0644);

    write(file, "0123456789", 10);
    close(file);
    mkdir("folder", 0755);
    symlink("file", "link");
    symlink("loop", "loop");
    opening();
    commands();
    relative();
    making();
    refused();
    unlink("loop");
    unlink("link");
    rmdir("folder");
    unlink("file");
    return 0;
}
