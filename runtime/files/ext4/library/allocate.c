// The library's memory: blocks of the library OS with their size before them.

#include <errno.h>
#include <string.h>

#include "memory/blocks.h"

/// What stands before a block; keeps its alignment.
#define HEAD 16

void *library_allocate(size_t size);
void *library_allocate_zeroed(size_t count, size_t size);
void *library_resize(void *memory, size_t size);
int library_allocate_aligned(void **memory, size_t alignment, size_t size);
void library_free(void *memory);

/// Does what `malloc` does.
void *library_allocate(size_t size) {
    char *block = size < (size_t)1 << 40 ? block_allocate(size + HEAD) : NULL;

    if (!block)
        return NULL;
    *(size_t *)block = size + HEAD;
    return block + HEAD;
}

/// Does what `calloc` does.
void *library_allocate_zeroed(size_t count, size_t size) {
    void *memory;

    if (__builtin_mul_overflow(count, size, &size))
        return NULL;
    memory = library_allocate(size);
    return memory ? memset(memory, 0, size) : NULL;
}

/// Does what `free` does.
void library_free(void *memory) {
    char *block = (char *)memory - HEAD;

    if (memory)
        block_free(block, *(size_t *)block);
}

/// Does what `realloc` does.
void *library_resize(void *memory, size_t size) {
    void *larger = library_allocate(size);
    size_t old;

    if (!larger || !memory)
        return larger;
    old = *(size_t *)((char *)memory - HEAD) - HEAD;
    memcpy(larger, memory, old < size ? old : size);
    library_free(memory);
    return larger;
}

/// Does what `posix_memalign` does for alignments of at most HEAD, which is all that is asked for.
int library_allocate_aligned(void **memory, size_t alignment, size_t size) {
    if (alignment > HEAD)
        return EINVAL;
    *memory = library_allocate(size);
    return *memory ? 0 : ENOMEM;
}
