/* mremap: growing in place or elsewhere, shrinking, moving to a fixed place, content that survives.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

enum { PAGE = 4096 };

/* Fills pages with their numbers. */
static void number(unsigned char *pages, int from, int to) {
    for (int i = from; i < to; i++)
        memset(pages + i * PAGE, i + 1, PAGE);
}

/* Tells whether pages hold their numbers, and whether the rest is zero. */
static int is_numbered(const unsigned char *pages, int numbered, int all) {
    for (int i = 0; i < all * PAGE; i++)
        if (pages[i] != (i / PAGE < numbered ? (unsigned char)(i / PAGE + 1) : 0))
            return 0;
    return 1;
}

/* Maps a number of pages. */
static unsigned char *map(int pages, int protection) {
    return mmap(NULL, (size_t)pages * PAGE, protection, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}

/* Resizes a map up and down many times. */
static unsigned char *resize(unsigned char *pages, int *count) {
    static const int sizes[] = {2, 7, 3, 40, 40, 5, 200, 1, 12};
    for (unsigned i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        int kept = *count < sizes[i] ? *count : sizes[i];
        pages = mremap(pages, (size_t)*count * PAGE, (size_t)sizes[i] * PAGE, MREMAP_MAYMOVE);
        if (pages == MAP_FAILED) {
            printf("failed at %d: %s\n", sizes[i], strerror(errno));
            return NULL;
        }
        printf("%d -> %d: %d\n", *count, sizes[i], is_numbered(pages, kept, sizes[i]));
        number(pages, kept, sizes[i]);
        *count = sizes[i];
    }
    return pages;
}

/* Remaps in every way. */
int main(void) {
    int count = 1;
    unsigned char *pages = map(1, PROT_READ | PROT_WRITE);
    number(pages, 0, 1);
    pages = resize(pages, &count);
    if (!pages)
        return 1;
    unsigned char *place = map(20, PROT_NONE);
    unsigned char *moved =
        mremap(pages, 12 * PAGE, 12 * PAGE, MREMAP_MAYMOVE | MREMAP_FIXED, place);
    printf("moved to its place %d, intact %d\n", moved == place, is_numbered(moved, 12, 12));
    unsigned char *smaller = mremap(moved, 12 * PAGE, 4 * PAGE, 0);
    printf("shrunk in place %d, intact %d\n", smaller == moved, is_numbered(smaller, 4, 4));
    errno = 0;
    void *bad = mremap(smaller + 1, PAGE, 2 * PAGE, MREMAP_MAYMOVE);
    printf("unaligned %d %s\n", bad == MAP_FAILED, strerror(errno));
    munmap(smaller, 4 * PAGE);
    bad = mremap(smaller, PAGE, 2 * PAGE, MREMAP_MAYMOVE);
    printf("unmapped %d %s\n", bad == MAP_FAILED, strerror(errno));
    return 0;
}
