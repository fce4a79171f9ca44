/* Address space without memory: a large reservation of which little is used, and pages that are
 * given back. */
#define _GNU_SOURCE
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

enum { PAGE = 4096, ARENA = 256 << 20 };

static unsigned char *arena;
static size_t committed;

/* Makes more of the arena usable and returns where the new part begins. */
static unsigned char *commit(size_t pages) {
    unsigned char *place = arena + committed;
    if (mprotect(place, pages * PAGE, PROT_READ | PROT_WRITE) != 0)
        return NULL;
    committed += pages * PAGE;
    return place;
}

/* Counts bytes that are not zero. */
static size_t count_set(const unsigned char *bytes, size_t size) {
    size_t count = 0;
    for (size_t i = 0; i < size; i++)
        count += bytes[i] != 0;
    return count;
}

/* Reserves more than the machine has, commits a little, gives back, and commits again. */
int main(void) {
    arena = mmap(NULL, ARENA, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    printf("reserved %d\n", arena != MAP_FAILED);
    if (arena == MAP_FAILED)
        return 1;
    unsigned char *first = commit(16), *second = commit(1);
    memset(first, 1, 16 * PAGE);
    memset(second, 2, PAGE);
    printf("set %zu\n", count_set(arena, committed));
    printf("give back %d", madvise(first, 8 * PAGE, MADV_DONTNEED));
    printf(", set %zu\n", count_set(arena, committed));
    unsigned char *far = arena + ARENA - 4 * PAGE;
    printf("far end %d", mprotect(far, 4 * PAGE, PROT_READ | PROT_WRITE));
    far[4 * PAGE - 1] = 3;
    printf(", set %zu\n", count_set(far, 4 * PAGE));
    void *again = mmap(arena, 4 * PAGE, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
    printf("decommitted %d\n", again == arena);
    mprotect(arena, 4 * PAGE, PROT_READ | PROT_WRITE);
    printf("zero again %zu\n", count_set(arena, 4 * PAGE));
    printf("unmap %d\n", munmap(arena, ARENA));
    return 0;
}
