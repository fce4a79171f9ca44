// What mimalloc knows of this process's memory.

#include "CAllocator.h"

#include <mimalloc.h>

// Adds the bytes of the blocks in use of one area to the sum that `context` points to.
static bool add_area(const mi_heap_t *heap, const mi_heap_area_t *area, void *block,
                     size_t block_size, void *context) {
    (void)heap, (void)block, (void)block_size;
    *(unsigned long *)context += area->used * area->block_size;
    return true;
}

unsigned long allocator_bytes_in_use(void) {
    unsigned long sum = 0;
    mi_heap_visit_blocks(mi_heap_get_default(), false, add_area, &sum);
    return sum;
}

void allocator_trim(void) {
    mi_collect(true);
}
