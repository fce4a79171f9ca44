// Memory for lwIP: blocks of the files' allocator that know their size.

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "memory/blocks.h"

/// What stands before a block.
struct head {
    size_t size;
};

void *network_allocate(unsigned long size);
void *network_allocate_zeroed(unsigned long count, unsigned long size);
void network_free(void *memory);
void *network_payload(void *address);

/// Returns `size` bytes of memory, or null.
void *network_allocate(unsigned long size) {
    struct head *head = block_allocate(size + sizeof *head);

    if (!head)
        return NULL;
    head->size = size + sizeof *head;
    return head + 1;
}

/// Returns memory for `count` things of `size` bytes that are zero, or null.
void *network_allocate_zeroed(unsigned long count, unsigned long size) {
    void *memory = network_allocate(count * size);

    return memory ? memset(memory, 0, count * size) : NULL;
}

/// Gives memory back.
void network_free(void *memory) {
    struct head *head = (struct head *)memory - 1;

    block_free(head, head->size);
}

/// Returns where the bytes in a buffer of lwIP begin, from `address` on.
void *network_payload(void *address) {
    return (void *)(((uintptr_t)address + 7) & -8UL);
}
