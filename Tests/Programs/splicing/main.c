/* splice, tee, vmsplice, memory files without a name, reads and writes with flags, ranges of
   descriptors, openat2, the older format of directories. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

/* Prints a result or the error. */
static void tell(const char *label, long result) {
    if (result < 0)
        printf("%s: %s\n", label, strerror(errno));
    else
        printf("%s: %ld\n", label, result);
}

/* Prints what a pipe holds, at most 40 bytes. */
static void drain(const char *label, int end) {
    char bytes[41];
    long count = read(end, bytes, 40);

    if (count < 0)
        count = 0;
    bytes[count] = 0;
    printf("%s: '%s'\n", label, bytes);
}

/* Moves bytes between pipes and a file. */
static void pipes(void) {
    int one[2], two[2], file = open("spliced", O_RDWR | O_CREAT | O_TRUNC, 0600);
    char big[100000];
    off_t offset = 3;
    struct iovec pieces[2] = {{"vm", 2}, {"splice", 6}};

    pipe2(one, O_NONBLOCK);
    pipe2(two, O_NONBLOCK);
    tell("empty", splice(one[0], NULL, file, NULL, 10, 0));
    write(one[1], "hello, pipe", 11);
    tell("tee", tee(one[0], two[1], 5, 0));
    drain("copied", two[0]);
    tell("to file", splice(one[0], NULL, file, NULL, 100, SPLICE_F_MOVE));
    tell("position", lseek(file, 0, SEEK_CUR));
    tell("at an offset", splice(file, &offset, one[1], NULL, 4, 0));
    printf("offset %ld\n", (long)offset);
    drain("from file", one[0]);
    tell("end of file", splice(file, NULL, one[1], NULL, 4, 0));
    tell("vmsplice", vmsplice(one[1], pieces, 2, 0));
    tell("between pipes", splice(one[0], NULL, two[1], NULL, 6, 0));
    drain("second", two[0]);
    drain("first", one[0]);
    memset(big, 'x', sizeof big);
    tell("full", write(one[1], big, sizeof big));
    tell("no room", splice(file, &offset, one[1], NULL, 4, SPLICE_F_NONBLOCK));
    for (long moved = 0, total = 0; (moved = splice(one[0], NULL, file, NULL, 50000, 0)) > 0;)
        printf("total %s 65536\n", (total += moved) <= 65536 ? "within" : "beyond");
    tell("size", lseek(file, 0, SEEK_END));
    tell("no pipe", splice(file, NULL, file, NULL, 4, 0));
    tell("offset of a pipe", splice(one[0], &offset, file, NULL, 4, 0));
    tell("same pipe", tee(one[0], one[1], 4, 0));
    tell("flags", splice(one[0], NULL, file, NULL, 4, 64));
    tell("nothing", splice(-1, NULL, -1, NULL, 0, 0));
    tell("bad", splice(-1, NULL, -1, NULL, 1, 0));
    close(one[1]);
    tell("hang-up", splice(one[0], NULL, file, NULL, 4, 0));
    tell("range",
         sync_file_range(file, 0, 100, SYNC_FILE_RANGE_WRITE | SYNC_FILE_RANGE_WAIT_AFTER));
    tell("range of a pipe", sync_file_range(two[0], 0, 100, 0));
    tell("range flags", sync_file_range(file, 0, 100, 8));
    tell("range start", sync_file_range(file, -1, 100, 0));
    unlink("spliced");
}

/* A file without a name. */
static void nameless(void) {
    int file = memfd_create("mine", MFD_CLOEXEC);
    struct stat status;
    char *bytes;

    tell("memfd", file >= 0 ? 0 : -1);
    tell("write", write(file, "contents", 8));
    fstat(file, &status);
    printf("links %d regular %d size %d close %d\n", (int)status.st_nlink,
           S_ISREG(status.st_mode) != 0, (int)status.st_size, fcntl(file, F_GETFD));
    bytes = mmap(NULL, 8, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    bytes[0] = 'C';
    tell("resize", ftruncate(file, 4));
    lseek(file, 0, SEEK_SET);
    drain("shared", file);
    tell("flags", memfd_create("mine", 0x80));
    munmap(bytes, 8);
    close(file);
}

/* Reads and writes with flags. */
static void flagged(void) {
    int file = open("flagged", O_RDWR | O_CREAT | O_TRUNC, 0600), ends[2];
    char bytes[8] = "";
    struct iovec out = {"abc", 3}, in = {bytes, 7};

    tell("plain", syscall(SYS_pwritev2, file, &out, 1, 0L, 0L, 0));
    tell("current", syscall(SYS_pwritev2, file, &out, 1, -1L, -1L, 2));
    tell("append", syscall(SYS_pwritev2, file, &out, 1, 0L, 0L, 16));
    tell("read", syscall(SYS_preadv2, file, &in, 1, 1L, 0L, 0));
    printf("'%s'\n", bytes);
    tell("read on", syscall(SYS_preadv2, file, &in, 1, -1L, -1L, 0));
    pipe(ends);
    tell("pipe", syscall(SYS_preadv2, ends[0], &in, 1, 1L, 0L, 0));
    tell("not now", syscall(SYS_preadv2, ends[0], &in, 1, -1L, -1L, 8));
    tell("waits again", fcntl(ends[0], F_GETFL) & O_NONBLOCK);
    tell("flags", syscall(SYS_preadv2, file, &in, 1, 0L, 0L, 1 << 20));
    tell("closed", syscall(SYS_preadv2, 99, &in, 1, 0L, 0L, 0));
    close(file);
    unlink("flagged");
}

/* Ranges of descriptors. */
static void ranges(void) {
    int first = dup(1);

    dup2(1, 20);
    dup2(1, 21);
    dup2(1, 40);
    tell("mark", syscall(SYS_close_range, 20, 20, 4));
    printf("marked %d %d\n", fcntl(20, F_GETFD), fcntl(21, F_GETFD));
    tell("close", syscall(SYS_close_range, 20, 39, 0));
    tell("gone", fcntl(21, F_GETFD));
    tell("stays", fcntl(40, F_GETFD));
    tell("rest", syscall(SYS_close_range, 40, ~0u, 0));
    tell("turned", syscall(SYS_close_range, 5, 4, 0));
    tell("flags", syscall(SYS_close_range, 50, 60, 64));
    dup2(first, 50);
    tell("same file", syscall(SYS_kcmp, getpid(), getpid(), 0, first, 50));
    tell("same memory", syscall(SYS_kcmp, getpid(), getpid(), 1, 0, 0));
    tell("no file", syscall(SYS_kcmp, getpid(), getpid(), 0, first, 77));
    close(50);
    close(first);
}

/* Opening with restrictions, and reading a directory in the older format. */
static void opening(void) {
    unsigned long how[4] = {O_RDWR | O_CREAT, 0640, 0, 0};
    long bytes[128];
    int seen = 0;
    long count;
    int file, folder;

    mkdir("folder", 0700);
    file = syscall(SYS_openat2, AT_FDCWD, "folder/file", how, 24);
    tell("openat2", file >= 0 ? 0 : -1);
    close(file);
    how[3] = 1;
    tell("larger", syscall(SYS_openat2, AT_FDCWD, "folder/file", how, 32));
    tell("smaller", syscall(SYS_openat2, AT_FDCWD, "folder/file", how, 16));
    how[0] = 1ul << 40;
    tell("flags", syscall(SYS_openat2, AT_FDCWD, "folder/file", how, 24));
    how[0] = O_RDONLY;
    tell("mode", syscall(SYS_openat2, AT_FDCWD, "folder/file", how, 24));
    how[1] = 0;
    how[2] = 1 << 20;
    tell("resolve", syscall(SYS_openat2, AT_FDCWD, "folder/file", how, 24));
    folder = open("folder", O_RDONLY | O_DIRECTORY);
    while ((count = syscall(SYS_getdents, folder, bytes, sizeof bytes)) > 0) {
        for (long at = 0; at < count;) {
            char *entry = (char *)bytes + at;
            unsigned short size = *(unsigned short *)(entry + 16);

            if (!strcmp(entry + 18, "file"))
                seen |= entry[size - 1] == 8 ? 1 : 8;
            else if (!strcmp(entry + 18, "."))
                seen |= entry[size - 1] == 4 ? 2 : 8;
            else if (!strcmp(entry + 18, ".."))
                seen |= entry[size - 1] == 4 ? 4 : 8;
            at += size;
        }
    }
    printf("seen %d\n", seen);
    tell("no folder", syscall(SYS_getdents, 1, bytes, sizeof bytes));
    close(folder);
    unlink("folder/file");
    rmdir("folder");
}

int main(void) {
    pipes();
    nameless();
    flagged();
    ranges();
    opening();
    return 0;
}
