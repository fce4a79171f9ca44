/* Descriptors: open flags, lseek, pread and pwrite, vectors, dup and dup2, fcntl, holes, errors. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

/* Prints a result, and the error when there is one. */
static void result(const char *what, long value) {
    if (value < 0)
        printf("%s: %s\n", what, strerror(errno));
    else
        printf("%s: %ld\n", what, value);
}

/* Reads and writes at positions. */
static void positions(int descriptor) {
    char buffer[32] = "";
    struct iovec parts[3] = {{"one ", 4}, {"two ", 4}, {"three", 5}};
    result("write", write(descriptor, "0123456789", 10));
    result("pwrite", pwrite(descriptor, "ab", 2, 4));
    result("position", lseek(descriptor, 0, SEEK_CUR));
    result("pread", pread(descriptor, buffer, 6, 2));
    printf("%s\n", buffer);
    result("writev", writev(descriptor, parts, 3));
    result("back", lseek(descriptor, -5, SEEK_END));
    result("read", read(descriptor, buffer, sizeof buffer));
    printf("%.5s\n", buffer);
    result("read at the end", read(descriptor, buffer, 1));
    result("beyond", lseek(descriptor, 100, SEEK_SET));
    result("write beyond", write(descriptor, "!", 1));
    result("size", lseek(descriptor, 0, SEEK_END));
    result("hole", pread(descriptor, buffer, 3, 50));
    printf("%d%d%d\n", buffer[0], buffer[1], buffer[2]);
    result("negative", lseek(descriptor, -1, SEEK_SET));
    result("truncate", ftruncate(descriptor, 12));
    result("size", lseek(descriptor, 0, SEEK_END));
}

/* Shares positions between duplicates, and not between two opens. */
static void duplicates(int descriptor) {
    int copy = dup(descriptor), other = open("file.bin", O_RDONLY),
        high = fcntl(descriptor, F_DUPFD, 50);
    lseek(descriptor, 3, SEEK_SET);
    result("copy's position", lseek(copy, 0, SEEK_CUR));
    result("other's position", lseek(other, 0, SEEK_CUR));
    printf("high %d\n", high >= 50);
    result("dup2", dup2(other, high) == high);
    result("write to a reader", write(high, "x", 1));
    result("close", close(copy));
    result("close again", close(copy));
    result("dup of closed", dup(copy));
    close(high);
    close(other);
}

/* Reads and changes flags. */
static void flags(int descriptor) {
    int mode = fcntl(descriptor, F_GETFL);
    printf("read-write %d, append %d\n", (mode & O_ACCMODE) == O_RDWR, (mode & O_APPEND) != 0);
    fcntl(descriptor, F_SETFL, mode | O_APPEND);
    lseek(descriptor, 0, SEEK_SET);
    result("append", write(descriptor, "end", 3));
    result("position", lseek(descriptor, 0, SEEK_CUR));
    printf("close on exec %d", fcntl(descriptor, F_GETFD) & FD_CLOEXEC);
    fcntl(descriptor, F_SETFD, FD_CLOEXEC);
    printf(" %d\n", fcntl(descriptor, F_GETFD) & FD_CLOEXEC);
}

/* Opens a file in good and bad ways. */
int main(void) {
    int descriptor = open("file.bin", O_RDWR | O_CREAT | O_EXCL, 0600);
    positions(descriptor);
    duplicates(descriptor);
    flags(descriptor);
    result("exclusive", open("file.bin", O_RDWR | O_CREAT | O_EXCL, 0600));
    result("missing", open("no/such/file", O_RDONLY));
    result("below a file", open("file.bin/x", O_RDONLY));
    result("as a folder", open("file.bin", O_RDONLY | O_DIRECTORY));
    mkdir("folder", 0755);
    result("folder for writing", open("folder", O_WRONLY));
    int folder = open("folder", O_RDONLY | O_DIRECTORY),
        inside = openat(folder, "inside", O_CREAT | O_WRONLY, 0644);
    result("openat", inside >= 0);
    result("read of a folder", read(folder, &inside, 1));
    result("unlinkat", unlinkat(folder, "inside", 0));
    close(folder);
    result("rmdir", rmdir("folder"));
    result("truncated", close(open("file.bin", O_WRONLY | O_TRUNC)));
    result("size", lseek(descriptor, 0, SEEK_END));
    result("bad descriptor", write(999, "x", 1));
    close(descriptor);
    return unlink("file.bin");
}
