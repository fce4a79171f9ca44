/* Shared maps of files: what is written through them is in the file, and the other way round;
 * growth, holes in the middle, moves, pages behind the end. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PAGE = 4096 };
static sigjmp_buf recovery;
static volatile sig_atomic_t caught, reason;

/* Leaves the access that failed. */
static void on_fault(int signal, siginfo_t *info, void *context) {
    (void)context;
    caught = signal;
    reason = info->si_code;
    siglongjmp(recovery, 1);
}

/* Says what reading a byte gives: the byte, or the signal. */
static void look(const char *what, const volatile char *address) {
    if (sigsetjmp(recovery, 1) == 0)
        printf("%s: %d\n", what, *address);
    else
        printf("%s: signal %d, code %d\n", what, (int)caught, (int)reason);
}

/* Makes a file of `pages` pages, each full of its number. */
static int make(const char *path, int pages) {
    char page[PAGE];
    int descriptor = open(path, O_RDWR | O_CREAT | O_TRUNC, 0600);
    for (int i = 0; i < pages; i++) {
        memset(page, i + 1, sizeof page);
        if (write(descriptor, page, sizeof page) != sizeof page)
            exit(3);
    }
    return descriptor;
}

/* Maps part of a file for reading and writing. */
static char *map(int descriptor, int first, int pages) {
    char *result = mmap(NULL, (size_t)pages * PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor,
                        (off_t)first * PAGE);
    if (result == MAP_FAILED)
        perror("mmap");
    return result;
}

/* Both directions, through two maps and the descriptor. */
static void coherence(int descriptor) {
    char text[8] = "";
    char *whole = map(descriptor, 0, 4), *second = map(descriptor, 1, 1);
    memcpy(whole + PAGE + 10, "through", 7);
    pread(descriptor, text, 7, PAGE + 10);
    printf("map to file '%s', to the other map '%.7s'\n", text, second + 10);
    pwrite(descriptor, "around!", 7, PAGE + 20);
    printf("file to maps '%.7s' '%.7s'\n", whole + PAGE + 20, second + 20);
    printf("sync %d, unmap %d %d\n", msync(whole, 4 * PAGE, MS_SYNC), munmap(second, PAGE),
           munmap(whole, 4 * PAGE));
}

/* A map that is longer than its file, which then grows. */
static void growth(int descriptor) {
    char *long_map = map(descriptor, 0, 8);
    look("last page", long_map + 3 * PAGE);
    look("behind the end", long_map + 5 * PAGE);
    printf("grow %d\n", ftruncate(descriptor, 6 * PAGE));
    long_map[5 * PAGE + 1] = 42;
    look("no longer behind", long_map + 5 * PAGE + 1);
    look("still behind", long_map + 7 * PAGE);
    char byte = 0;
    pread(descriptor, &byte, 1, 5 * PAGE + 1);
    printf("in the file %d\n", byte);
    munmap(long_map, 8 * PAGE);
}

/* Pieces of a map: the middle goes away, the rest moves and grows. */
static void pieces(int descriptor) {
    char *whole = map(descriptor, 0, 4), byte = 0;
    printf("middle %d\n", munmap(whole + PAGE, PAGE));
    look("before", whole);
    look("middle", whole + PAGE);
    look("after", whole + 2 * PAGE);
    char *rest = mremap(whole + 2 * PAGE, 2 * PAGE, 4 * PAGE, MREMAP_MAYMOVE);
    look("moved", rest + PAGE);
    rest[2 * PAGE] = 77;
    pread(descriptor, &byte, 1, 4 * PAGE);
    printf("grown %d\n", byte);
    printf("unmap %d %d\n", munmap(whole, PAGE), munmap(rest, 4 * PAGE));
}

/* Files that are closed, removed, or only for reading. */
static void access_rights(const char *path) {
    char byte = 0;
    int writer = open(path, O_RDWR), reader = open(path, O_RDONLY);
    char *refused = mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, reader, 0);
    printf("writing needs the right: %s\n", refused == MAP_FAILED ? strerror(errno) : "no");
    char *view = mmap(NULL, PAGE, PROT_READ, MAP_SHARED, reader, 0), *own = map(writer, 0, 1);
    int result = mprotect(view, PAGE, PROT_READ | PROT_WRITE);
    printf("nor later: %s\n", result ? strerror(errno) : "works");
    close(reader);
    close(writer);
    printf("unlink %d\n", unlink(path));
    own[5] = 55;
    look("closed and removed", view + 5);
    printf("advice %d\n", madvise(own, PAGE, MADV_DONTNEED));
    look("read again", own + 5);
    munmap(own, PAGE);
    look("the other map", view + 5);
    munmap(view, PAGE);
    printf("gone %d %d\n", open(path, O_RDONLY), byte);
}

int main(void) {
    struct sigaction action = {.sa_sigaction = on_fault, .sa_flags = SA_SIGINFO};
    sigaction(SIGBUS, &action, NULL);
    sigaction(SIGSEGV, &action, NULL);
    int descriptor = make("shared.bin", 4);
    coherence(descriptor);
    growth(descriptor);
    pieces(descriptor);
    close(descriptor);
    access_rights("shared.bin");
    for (int i = 0; i < 16000; i++) {
        descriptor = make("many.bin", 2);
        char *pages = map(descriptor, 0, 2);
        close(descriptor);
        pages[i % (2 * PAGE)] = 1;
        unlink("many.bin");
        munmap(pages, 2 * PAGE);
    }
    puts("nothing is left behind");
    return 0;
}
