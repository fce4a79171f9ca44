/* The constants of memory, walked: protections and flags of mmap, mprotect, mremap, msync, madvise,
   mlock. What is answered with an error must be answered with the same one everywhere. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#define PAGE 4096L

/* Prints a value and how it was answered. */
static void tell(const char *what, long value, long result) {
    int is_error = result < 0 && result > -4096;

    printf("%s %lx: %s\n", what, value, is_error ? strerror(errno) : "done");
}

/* Maps a page and unmaps it again. */
static void try_map(const char *what, void *wish, long length, int protection, int flags, int file,
                    long offset) {
    long result = syscall(SYS_mmap, wish, length, protection, flags, file, offset);

    tell(what, flags, result);
    if (result > 0 || result < -4096)
        munmap((void *)result, length);
}

/* Flags and kinds of files. */
static void mapping(void) {
    static const int flags[] = {0,
                                MAP_SHARED,
                                MAP_PRIVATE,
                                MAP_SHARED_VALIDATE,
                                MAP_PRIVATE | MAP_ANONYMOUS,
                                MAP_SHARED | MAP_ANONYMOUS,
                                MAP_ANONYMOUS,
                                MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE,
                                MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE,
                                MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK,
                                MAP_PRIVATE | MAP_ANONYMOUS | MAP_NONBLOCK,
                                MAP_PRIVATE | MAP_ANONYMOUS | MAP_LOCKED};
    int file = open("mapped", O_RDWR | O_CREAT, 0600), reader, writer, folder, ends[2];

    ftruncate(file, 3 * PAGE);
    reader = open("mapped", O_RDONLY);
    writer = open("mapped", O_WRONLY);
    folder = open(".", O_RDONLY);
    pipe(ends);
    for (unsigned i = 0; i < sizeof flags / sizeof *flags; i++) {
        for (int protection = 0; protection < 4; protection++) {
            try_map("file", NULL, PAGE, protection, flags[i], file, 0);
            try_map("reader", NULL, PAGE, protection, flags[i], reader, 0);
            try_map("writer", NULL, PAGE, protection, flags[i], writer, 0);
            try_map("folder", NULL, PAGE, protection, flags[i], folder, 0);
            try_map("pipe", NULL, PAGE, protection, flags[i], ends[0], 0);
            try_map("nothing", NULL, PAGE, protection, flags[i], 99, 0);
        }
        try_map("empty", NULL, 0, PROT_READ, flags[i], file, 0);
        try_map("odd offset", NULL, PAGE, PROT_READ, flags[i], file, 1);
        try_map("odd place", (void *)1, PAGE, PROT_READ, flags[i] | MAP_FIXED, file, 0);
        try_map("too long", NULL, 1L << 60, PROT_READ, flags[i], file, 0);
    }
    unlink("mapped");
}

/* Changes of what is mapped. */
static void changing(void) {
    char *pages = mmap(NULL, 4 * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    unsigned char resident[4];

    munmap(pages + 3 * PAGE, PAGE);
    for (int protection = 0; protection < 8; protection++)
        tell("protect", protection, mprotect(pages, PAGE, protection));
    tell("protect odd", 0, mprotect(pages + 1, PAGE, PROT_READ));
    tell("protect hole", 0, mprotect(pages + 2 * PAGE, 2 * PAGE, PROT_READ));
    mprotect(pages, 3 * PAGE, PROT_READ | PROT_WRITE);
    for (int flags = 0; flags < 16; flags++) {
        tell("sync", flags, syscall(SYS_msync, pages, PAGE, flags));
        tell("sync hole", flags, syscall(SYS_msync, pages + 2 * PAGE, 2 * PAGE, flags));
        tell("sync odd", flags, syscall(SYS_msync, pages + 1, PAGE, flags));
    }
    // The others need rights or settings of the kernel.
    for (int advice = 0; advice < 5; advice++) {
        tell("advise", advice, syscall(SYS_madvise, pages, PAGE, advice));
        tell("advise hole", advice, syscall(SYS_madvise, pages + 2 * PAGE, 2 * PAGE, advice));
        tell("advise odd", advice, syscall(SYS_madvise, pages + 1, PAGE, advice));
    }
    for (int advice = 30; advice < 90; advice += 10)
        tell("no advice", advice, syscall(SYS_madvise, pages, PAGE, advice));
    for (int flags = 0; flags < 8; flags++)
        tell("lock", flags, syscall(SYS_mlock2, pages, PAGE, flags));
    for (int flags = 8; flags < 16; flags++)
        tell("lock all", flags, syscall(SYS_mlockall, flags));
    tell("unlock", 0, munlock(pages, PAGE));
    for (int flags = 8; flags < 16; flags++)
        tell("move", flags, syscall(SYS_mremap, pages, PAGE, PAGE, flags, NULL));
    tell("move fixed", 0, syscall(SYS_mremap, pages, PAGE, PAGE, MREMAP_FIXED, pages + PAGE));
    tell("move odd", 0, syscall(SYS_mremap, pages + 1, PAGE, PAGE, 0, NULL));
    tell("move empty", 0, syscall(SYS_mremap, pages, PAGE, 0L, 0, NULL));
    tell("resident", 0, mincore(pages, PAGE, resident));
    tell("resident hole", 0, mincore(pages + 2 * PAGE, 2 * PAGE, resident));
    tell("resident odd", 0, mincore(pages + 1, PAGE, resident));
    tell("unmap odd", 0, munmap(pages + 1, PAGE));
    tell("unmap empty", 0, munmap(pages, 0));
    tell("unmap", 0, munmap(pages, 4 * PAGE));
}

int main(void) {
    mapping();
    changing();
    return 0;
}
