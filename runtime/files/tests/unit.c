// Tests of what can be foreseen; differential.c tests what cannot.

#define _GNU_SOURCE
#include <assert.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <sys/select.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#include "files/deployment.h"
#include "host.h"

#define CALL(name, ...) call(SYS_##name __VA_OPT__(, ) __VA_ARGS__, 0L, 0L, 0L, 0L, 0L, 0L)

/// Files that the image of the test carries.
static unsigned char page_of_x[5000];
const struct deployment_file deployment_files[] = {
    {"/etc/hosts", (const unsigned char *)"127.0.0.1 localhost\n", 20, 0644, 1000000000},
    {"/srv/data/big", page_of_x, sizeof(page_of_x), 0600, 7},
    {"/srv/link", (const unsigned char *)"data/big", 8, S_IFLNK | 0777, 7},
    {"/srv/empty", NULL, 0, S_IFDIR | 0700, 7},
};
const unsigned long deployment_file_count = 4;
const unsigned long registry_folder_count = 1;

/// Checks writing to, and asking about, the console.
static void test_console(void) {
    struct iovec pieces[2] = {{"ab", 2}, {"cde", 3}};
    struct stat status;
    struct winsize window;
    char bytes[8];

    assert(CALL(write, 1, "hello ", 6) == 6);
    assert(CALL(writev, 2, pieces, 2) == 5);
    assert(console_output_size == 11 && !memcmp(console_output, "hello abcde", 11));
    assert(CALL(writev, 1, pieces, -1) == -EINVAL);
    assert(CALL(writev, 1, pieces, 1025) == -EINVAL);
    assert(CALL(write, 3, "x", 1) == -EBADF);
    assert(CALL(write, -1, "x", 1) == -EBADF);
    assert(CALL(ioctl, 1, TIOCGWINSZ, &window) == -ENOTTY);
    assert(CALL(lseek, 1, 0L, SEEK_CUR) == -ESPIPE);
    assert(CALL(pwrite64, 1, "x", 1L, 0L) == -ESPIPE);
    assert(CALL(fstat, 1, &status) == 0 && S_ISFIFO(status.st_mode));
    console_input = "line\n";
    assert(CALL(read, 0, bytes, 8L) == 5 && !memcmp(bytes, "line\n", 5));
    assert(CALL(fcntl, 0, F_SETFL, O_NONBLOCK) == 0);
    assert(CALL(read, 0, bytes, 8L) == -EAGAIN);
    assert(CALL(fcntl, 0, F_SETFL, 0) == 0);
    console_input = "x\004";
    assert(CALL(read, 0, bytes, 8L) == 1);
    assert(CALL(read, 0, bytes, 8L) == 0);
    assert(CALL(ftruncate, 1, 0L) == -EINVAL);
    assert(CALL(fsync, 1) == -EINVAL);
}

/// Checks the files that the deployment gives, and that they are copied when they are written.
static void test_deployment(void) {
    struct stat status;
    char bytes[6000];
    long file;

    memset(page_of_x, 'x', sizeof(page_of_x));
    file = CALL(open, "/etc/hosts", O_RDWR);
    assert(file == 3);
    assert(CALL(read, file, bytes, sizeof(bytes)) == 20 && !memcmp(bytes, "127.0", 5));
    assert(CALL(fstat, file, &status) == 0 && status.st_size == 20 &&
           status.st_mtime == 1000000000 && status.st_mode == (S_IFREG | 0644));
    assert(CALL(pwrite64, file, "8", 1L, 2L) == 1);
    assert(CALL(pread64, file, bytes, sizeof(bytes), 0L) == 20 && !memcmp(bytes, "128.0", 5));
    assert(!memcmp(deployment_files[0].bytes, "127.0", 5));
    assert(CALL(close, file) == 0);
    assert(CALL(stat, "/srv/link", &status) == 0 && status.st_size == 5000);
    assert(CALL(lstat, "/srv/link", &status) == 0 && S_ISLNK(status.st_mode) &&
           status.st_size == 8);
    assert(CALL(stat, "/srv/empty", &status) == 0 && status.st_mode == (S_IFDIR | 0700));
    assert(CALL(stat, "/srv/data", &status) == 0 && status.st_mode == (S_IFDIR | 0755));
    file = CALL(open, "/srv/link", O_RDWR);
    assert(CALL(ftruncate, file, 4500L) == 0 && CALL(ftruncate, file, 6000L) == 0);
    assert(CALL(pwrite64, file, "y", 1L, 4999L) == 1);
    assert(CALL(read, file, bytes, sizeof(bytes)) == 6000);
    for (int i = 0; i < 6000; i++)
        assert(bytes[i] == (i < 4500 ? 'x' : i == 4999 ? 'y' : 0));
    assert(CALL(fallocate, file, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, 100L, 4200L) == 0);
    assert(CALL(pread64, file, bytes, sizeof(bytes), 0L) == 6000);
    for (int i = 0; i < 6000; i++)
        assert(bytes[i] == (i < 100 || (i >= 4300 && i < 4500) ? 'x' : i == 4999 ? 'y' : 0));
    assert(CALL(close, file) == 0);
}

/// Checks the device files.
static void test_devices(void) {
    struct stat status;
    char bytes[16];
    long file = CALL(open, "/dev/null", O_RDWR);

    assert(file >= 0 && CALL(write, file, "x", 1L) == 1 && CALL(read, file, bytes, 16L) == 0);
    assert(CALL(fstat, file, &status) == 0 && status.st_mode == (S_IFCHR | 0666) &&
           status.st_rdev == 0x103);
    assert(CALL(lseek, file, 5L, SEEK_SET) == 0);
    CALL(close, file);
    file = CALL(open, "/dev/zero", O_RDWR);
    assert(CALL(read, file, bytes, 16L) == 16 && !bytes[0] && !bytes[15]);
    CALL(close, file);
    file = CALL(open, "/dev/full", O_RDWR);
    assert(CALL(write, file, "x", 1L) == -ENOSPC);
    CALL(close, file);
    file = CALL(open, "/dev/urandom", O_RDONLY);
    assert(CALL(read, file, bytes, 16L) == 16 && bytes[15] == 0x42);
    CALL(close, file);
    file = CALL(open, "/dev/console", O_WRONLY);
    console_output_size = 0;
    assert(CALL(write, file, "direct", 6L) == 6 && console_output_size == 6);
    CALL(close, file);
    assert(CALL(open, "/dev/tty", O_RDWR) == -ENXIO);
    assert(CALL(mknod, "/tmp/null", S_IFCHR | 0600, 0x103L) == 0);
    file = CALL(open, "/tmp/null", O_WRONLY);
    assert(file >= 0 && CALL(write, file, "x", 1L) == 1);
    CALL(close, file);
    assert(CALL(mknod, "/tmp/none", S_IFCHR | 0600, 0x9999L) == 0);
    assert(CALL(open, "/tmp/none", O_WRONLY) == -ENXIO);
    CALL(unlink, "/tmp/null");
    CALL(unlink, "/tmp/none");
}

/// Checks the names of open files.
static void test_descriptor_names(void) {
    struct stat status, named;
    char text[64], buffer[512];
    long file = CALL(open, "/etc/hosts", O_RDONLY), again, size;

    assert(file == 3 && CALL(open, "/proc/self/fd/3", O_RDONLY) == 4);
    assert(CALL(fstat, 3, &status) == 0 && CALL(stat, "/dev/fd/4", &named) == 0);
    assert(status.st_ino == named.st_ino);
    assert(CALL(stat, "/proc/self/fd/5", &named) == -ENOENT);
    assert(CALL(stat, "/proc/self/fd/x", &named) == -ENOENT);
    again = CALL(open, "/dev/stdout", O_WRONLY);
    console_output_size = 0;
    assert(again == 5 && CALL(write, again, "more", 4L) == 4 && console_output_size == 4);
    assert(CALL(readlink, "/dev/stdin", text, 64) == 15);
    assert(CALL(unlink, "/proc/self/fd/3") == -EPERM);
    assert(CALL(rmdir, "/proc/self/fd") == -EBUSY);
    assert(CALL(rename, "/proc/self/fd", "/x") == -EBUSY);
    assert(CALL(rename, "/proc/self/fd/3", "/x") == -EXDEV);
    assert(CALL(mkdir, "/proc/self/fd/x", 0755) == -ENOENT);
    CALL(close, 3);
    again = CALL(open, "/proc/self/fd", O_RDONLY | O_DIRECTORY);
    assert(again == 3 && CALL(chdir, "/dev/fd") == 0 && CALL(getcwd, text, 64L) == 14);
    size = CALL(getdents64, again, buffer, sizeof(buffer));
    assert(size == 8 * 24 && !strcmp(((struct dirent *)(buffer + 7 * 24))->d_name, "5"));
    assert(CALL(getdents64, again, buffer, sizeof(buffer)) == 0);
    assert(CALL(chdir, "..") == 0 && CALL(getcwd, text, 64L) == 11 && !strcmp(text, "/proc/self"));
    assert(CALL(chdir, "/") == 0);
    for (int i = 3; i < 6; i++)
        assert(CALL(close, i) == 0);
}

/// Checks a directory of many names, removed while it is being read.
static void test_large_directory(void) {
    char name[32], buffer[512];
    int seen[3000] = {0}, count = 0;
    long directory, size;

    assert(CALL(mkdir, "/tmp/many", 0755) == 0);
    for (int i = 0; i < 3000; i++) {
        snprintf(name, sizeof(name), "/tmp/many/file%d", i);
        long file = CALL(open, name, O_CREAT | O_EXCL | O_WRONLY, 0600);

        assert(file >= 0 && CALL(close, file) == 0);
    }
    directory = CALL(open, "/tmp/many", O_RDONLY | O_DIRECTORY);
    assert(CALL(getdents64, directory, buffer, 20) == -EINVAL);
    while ((size = CALL(getdents64, directory, buffer, sizeof(buffer))) > 0) {
        for (long at = 0; at < size;) {
            struct dirent *entry = (struct dirent *)(buffer + at);

            at += entry->d_reclen;
            if (entry->d_name[0] == '.')
                continue;
            assert(entry->d_type == DT_REG && !seen[atoi(entry->d_name + 4)]++);
            count++;
            snprintf(name, sizeof(name), "/tmp/many/%s", entry->d_name);
            assert(CALL(unlink, name) == 0);
        }
    }
    assert(size == 0 && count == 3000);
    assert(CALL(rmdir, "/tmp/many") == 0);
    assert(CALL(getdents64, directory, buffer, sizeof(buffer)) == -ENOENT);
    CALL(close, directory);
}

static int ends[2];

/// Reads the pipe empty, as another thread would.
static void drain(void) {
    static char bytes[PIPE_BUF * 32];

    assert(CALL(read, ends[0], bytes, sizeof(bytes)) > 0);
}

/// Writes into the pipe, as another thread would.
static void fill(void) {
    on_wait = NULL;
    assert(CALL(write, ends[1], "late", 4L) == 4);
}

/// Checks pipes.
static void test_pipes(void) {
    static char bytes[200000];
    struct pollfd entry;
    int available;

    assert(CALL(pipe2, ends, O_CLOEXEC) == 0);
    assert(CALL(fcntl, ends[0], F_GETFD) == FD_CLOEXEC);
    on_wait = fill;
    assert(CALL(read, ends[0], bytes, 10L) == 4 && !memcmp(bytes, "late", 4));
    on_wait = drain;
    assert(CALL(write, ends[1], bytes, sizeof(bytes)) == sizeof(bytes));
    on_wait = NULL;
    assert(CALL(ioctl, ends[0], FIONREAD, &available) == 0 && available > 0);
    drain();
    entry = (struct pollfd){.fd = ends[0], .events = POLLIN};
    assert(CALL(poll, &entry, 1L, 0) == 0);
    assert(CALL(poll, &entry, 1L, 5) == 0);
    assert(CALL(write, ends[1], "x", 1L) == 1);
    assert(CALL(poll, &entry, 1L, -1) == 1 && entry.revents == POLLIN);
    assert(CALL(close, ends[1]) == 0);
    assert(CALL(poll, &entry, 1L, -1) == 1 && entry.revents == (POLLIN | POLLHUP));
    drain();
    assert(CALL(read, ends[0], bytes, 1L) == 0);
    assert(CALL(close, ends[0]) == 0);
    assert(CALL(pipe, ends) == 0);
    CALL(close, ends[0]);
    assert(CALL(write, ends[1], "x", 1L) == -EPIPE && last_signal == SIGPIPE);
    CALL(close, ends[1]);
    assert(CALL(pipe2, ends, 0x10000000) == -EINVAL);
}

/// Checks that FIFOs connect files opened by name.
static void test_fifo(void) {
    char bytes[8];
    long reader, writer;

    assert(CALL(mknod, "/tmp/fifo", S_IFIFO | 0600, 0L) == 0);
    assert(CALL(open, "/tmp/fifo", O_WRONLY | O_NONBLOCK) == -ENXIO);
    reader = CALL(open, "/tmp/fifo", O_RDONLY | O_NONBLOCK);
    writer = CALL(open, "/tmp/fifo", O_WRONLY);
    assert(reader >= 0 && writer >= 0);
    assert(CALL(read, reader, bytes, 8L) == -EAGAIN);
    assert(CALL(write, writer, "fifo", 4L) == 4);
    assert(CALL(read, reader, bytes, 8L) == 4);
    CALL(close, reader);
    CALL(close, writer);
    assert(CALL(unlink, "/tmp/fifo") == 0);
}

/// Checks select on both kinds of readiness.
static void test_select(void) {
    struct timeval none = {0, 0};
    fd_set readable, writable;

    assert(CALL(pipe, ends) == 0);
    FD_ZERO(&readable);
    FD_ZERO(&writable);
    FD_SET(ends[0], &readable);
    FD_SET(ends[1], &writable);
    assert(CALL(select, ends[1] + 1, &readable, &writable, NULL, &none) == 1);
    assert(!FD_ISSET(ends[0], &readable) && FD_ISSET(ends[1], &writable));
    assert(CALL(write, ends[1], "x", 1L) == 1);
    FD_SET(ends[0], &readable);
    assert(CALL(select, ends[1] + 1, &readable, &writable, NULL, NULL) == 2);
    CALL(close, ends[0]);
    CALL(close, ends[1]);
    FD_SET(ends[0], &readable);
    assert(CALL(select, ends[1] + 1, &readable, NULL, NULL, &none) == -EBADF);
}

/// Checks that running out of memory or descriptors is an error and leaves nothing behind.
static void test_limits(void) {
    static char bytes[40000];
    long file, count = 0, left;

    file = CALL(open, "/tmp/large", O_CREAT | O_RDWR, 0600);
    left = pages_left_count;
    pages_left_count = 6;
    assert(CALL(write, file, bytes, sizeof(bytes)) == 5 * 4096);
    assert(CALL(write, file, bytes, sizeof(bytes)) == -ENOSPC);
    assert(CALL(fallocate, file, 0, 1L << 30, 1L << 30) == -ENOSPC);
    pages_left_count += left - 6;
    assert(CALL(ftruncate, file, 0L) == 0 && (long)pages_left_count == left);
    CALL(close, file);
    while ((file = CALL(open, "/tmp/large", O_RDONLY)) >= 0)
        count++;
    assert(file == -EMFILE && count == 1021);
    assert(CALL(pipe, ends) == -EMFILE);
    assert(CALL(open, "/tmp/other", O_CREAT | O_RDONLY, 0600) == -EMFILE);
    assert(CALL(access, "/tmp/other", F_OK) == -ENOENT);
    assert(CALL(dup2, 1, 1024) == -EBADF);
    for (int i = 3; i < 1024; i++)
        assert(CALL(close, i) == 0);
    assert(CALL(unlink, "/tmp/large") == 0);
}

/// Checks locks of open files.
static void test_locks(void) {
    long first = CALL(open, "/etc/hosts", O_RDONLY), second = CALL(open, "/etc/hosts", O_RDONLY);

    assert(CALL(flock, first, LOCK_EX) == 0);
    assert(CALL(flock, second, LOCK_SH | LOCK_NB) == -EWOULDBLOCK);
    assert(CALL(close, first) == 0);
    assert(CALL(flock, second, LOCK_EX | LOCK_NB) == 0);
    assert(CALL(close, second) == 0);
}

int main(void) {
    test_console();
    test_deployment();
    test_devices();
    test_descriptor_names();
    test_large_directory();
    test_pipes();
    test_fifo();
    test_select();
    test_limits();
    test_locks();
    puts("unit: passed");
}
