/* Anonymous memory maps: zero pages, protection, holes, fixed places, shared maps, bad calls, brk.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { PAGE = 4096 };

/* Maps pages that may be read and written. */
static unsigned char *map(size_t size) {
    return mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}

/* Counts bytes that are not zero. */
static size_t count_set(const unsigned char *bytes, size_t size) {
    size_t count = 0;
    for (size_t i = 0; i < size; i++)
        count += bytes[i] != 0;
    return count;
}

/* Tears a hole into a map and fills it again; new pages must be zero. */
static void hole(void) {
    unsigned char *pages = map(8 * PAGE);
    memset(pages, 1, 8 * PAGE);
    printf("unmap %d\n", munmap(pages + 2 * PAGE, 3 * PAGE));
    unsigned char *again = mmap(pages + 2 * PAGE, 3 * PAGE, PROT_READ | PROT_WRITE,
                                MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
    printf("same place %d, set %zu of %d\n", again == pages + 2 * PAGE, count_set(pages, 8 * PAGE),
           8 * PAGE);
    again = mmap(pages + PAGE, PAGE, PROT_READ | PROT_WRITE,
                 MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
    printf("over used pages, set %zu\n", count_set(pages, 8 * PAGE));
    int first = munmap(pages, 8 * PAGE), second = munmap(pages, 8 * PAGE);
    printf("unmap all %d, again %d\n", first, second);
}

/* Changes protections of parts; only allowed accesses follow. */
static void protect(void) {
    unsigned char *pages = map(4 * PAGE);
    memset(pages, 5, 4 * PAGE);
    printf("protect %d", mprotect(pages + PAGE, PAGE, PROT_READ));
    printf(" %d", mprotect(pages + 2 * PAGE, PAGE, PROT_NONE));
    printf(", read %d", pages[PAGE + 7]);
    pages[0] = pages[3 * PAGE] = 6;
    mprotect(pages, 4 * PAGE, PROT_READ | PROT_WRITE);
    pages[PAGE] = pages[2 * PAGE] = 7;
    printf(", sum %d\n", pages[0] + pages[PAGE] + pages[2 * PAGE] + pages[2 * PAGE + 1]);
    munmap(pages, 4 * PAGE);
    int result = mprotect(pages, PAGE, PROT_READ);
    printf("protect what is not mapped %d %s\n", result, strerror(errno));
}

/* Maps in good and bad ways. */
int main(void) {
    unsigned char *first = map(PAGE), *second = map(100 * PAGE);
    printf("aligned %d, zero %zu %zu\n", (uintptr_t)first % PAGE == 0, count_set(first, PAGE),
           count_set(second, 100 * PAGE));
    memset(second, 0xff, 100 * PAGE);
    munmap(second, 100 * PAGE);
    second = map(100 * PAGE);
    printf("zero again %zu\n", count_set(second, 100 * PAGE));
    unsigned char *shared =
        mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    shared[100] = 9;
    printf("shared %d\n", shared[100]);
    hole();
    protect();
    void *empty = map(0);
    printf("size zero %d %s\n", empty == MAP_FAILED, strerror(errno));
    int result = munmap(first + 1, PAGE);
    printf("unaligned %d %s\n", result, strerror(errno));
    return 0;
}
