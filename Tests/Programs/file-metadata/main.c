/* stat and its relatives: types, sizes, modes, times that were set, truncation, access, umask,
 * statvfs-free. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>
#include <utime.h>

/* Prints type, permissions and size of a path, or the error. */
static void show(const char *path) {
    struct stat status;
    if (lstat(path, &status) != 0) {
        printf("%s: %s\n", path, strerror(errno));
        return;
    }
    printf("%s: %s %03o", path,
           S_ISDIR(status.st_mode)   ? "folder"
           : S_ISLNK(status.st_mode) ? "link"
           : S_ISREG(status.st_mode) ? "file"
           : S_ISCHR(status.st_mode) ? "device"
                                     : "other",
           (unsigned)status.st_mode & 0777);
    if (S_ISREG(status.st_mode))
        printf(" %ld bytes, %d links", (long)status.st_size, (int)status.st_nlink);
    putchar('\n');
}

/* Makes a file of a size. */
static void make(const char *path, mode_t mode, long size) {
    int descriptor = open(path, O_CREAT | O_WRONLY, mode);
    ftruncate(descriptor, size);
    close(descriptor);
}

/* Sets times in all ways and reads them back. */
static void times(const char *path) {
    struct stat status;
    struct timespec precise[2] = {{1000000000, 123456789}, {1500000000, 0}},
                    partial[2] = {{0, UTIME_OMIT}, {7, 5}};
    struct timeval rough[2] = {{11, 0}, {22, 500000}};
    utimensat(AT_FDCWD, path, precise, 0);
    stat(path, &status);
    printf("%ld.%09ld %ld\n", (long)status.st_atim.tv_sec, status.st_atim.tv_nsec,
           (long)status.st_mtime);
    utimensat(AT_FDCWD, path, partial, 0);
    stat(path, &status);
    printf("%ld %ld.%09ld\n", (long)status.st_atime, (long)status.st_mtim.tv_sec,
           status.st_mtim.tv_nsec);
    utimes(path, rough);
    stat(path, &status);
    printf("%ld %ld.%06ld\n", (long)status.st_atime, (long)status.st_mtime,
           status.st_mtim.tv_nsec / 1000);
    utime(path, NULL);
    stat(path, &status);
    printf("now %d\n", status.st_mtime > 1000000000);
}

/* Looks at files of the deployment and at fresh ones. */
int main(void) {
    struct stat by_path, by_descriptor;
    umask(022);
    printf("umask %03o", umask(027));
    printf(" %03o\n", umask(022));
    make("small", 0666, 100);
    make("large", 0640, 3000000);
    mkdir("folder", 0777);
    show("small");
    show("large");
    show("folder");
    show("nothing");
    show("small/x");
    stat("data/words.txt", &by_path);
    int descriptor = open("data/words.txt", O_RDONLY);
    fstat(descriptor, &by_descriptor);
    printf("deployed: %ld bytes, same %d, block size %d\n", (long)by_path.st_size,
           by_path.st_ino == by_descriptor.st_ino && by_path.st_dev == by_descriptor.st_dev,
           by_path.st_blksize > 0);
    close(descriptor);
    chmod("small", 0751);
    truncate("small", 7);
    show("small");
    printf("access %d %d %d\n", access("small", F_OK), access("small", R_OK | W_OK),
           access("nothing", F_OK));
    times("small");
    stat("/dev/null", &by_path);
    printf("null device %d\n", S_ISCHR(by_path.st_mode));
    int made = mkdir("folder", 0777);
    printf("mkdir again %s\n", made ? strerror(errno) : "works");
    printf("%d %d %d\n", unlink("small"), unlink("large"), rmdir("folder"));
    return 0;
}
