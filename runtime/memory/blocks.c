// A small allocator over the page allocator. Blocks have sizes that are powers of two; a page holds
// blocks of one size and begins with a head that knows its free blocks, so that a page goes back
// when its last block is freed. Larger blocks are whole pages.

#include "memory/blocks.h"

#include <stdint.h>
#include <string.h>

#include "memory/pages.h"

enum { SMALLEST_SHIFT = 5, LARGEST_SHIFT = 10, CLASS_COUNT = LARGEST_SHIFT - SMALLEST_SHIFT + 1 };

/// A free block.
struct free_block {
    struct free_block *next;
};

/// The head of a page of blocks of one size.
struct block_page {
    /// The neighbours in the ring of pages of this size that have a free block.
    struct block_page *next, *previous;
    struct free_block *free;
    unsigned used;
    unsigned capacity;
};

static struct block_page *pages_with_room[CLASS_COUNT];

/// Returns the index of the smallest size that holds `size` bytes.
static unsigned class_of(size_t size) {
    return size <= 1 << SMALLEST_SHIFT ? 0 : 64 - SMALLEST_SHIFT - __builtin_clzl(size - 1);
}

/// Takes `page` out of the list at `head`.
static void page_unlink(struct block_page **head, struct block_page *page) {
    if (page->next)
        page->next->previous = page->previous;
    if (page->previous)
        page->previous->next = page->next;
    else
        *head = page->next;
}

/// Puts `page` first into the list at `head`.
static void page_link(struct block_page **head, struct block_page *page) {
    page->previous = NULL;
    page->next = *head;
    if (*head)
        (*head)->previous = page;
    *head = page;
}

/// Makes a page of blocks of `size` bytes, all free, or returns null.
static struct block_page *page_create(size_t size) {
    struct block_page *page = pages_allocate(1);
    char *block;

    if (!page)
        return NULL;
    page->free = NULL;
    page->used = page->capacity = 0;
    for (block = (char *)page + PAGE_SIZE - size; block >= (char *)(page + 1); block -= size) {
        ((struct free_block *)block)->next = page->free;
        page->free = (struct free_block *)block;
        page->capacity++;
    }
    return page;
}

/// Returns `size` bytes of memory, or null.
void *block_allocate(size_t size) {
    unsigned class = class_of(size);
    struct block_page *page;
    struct free_block *block;

    if (class >= CLASS_COUNT)
        return pages_allocate((size + PAGE_SIZE - 1) / PAGE_SIZE);
    page = pages_with_room[class];
    if (!page) {
        page = page_create((size_t)1 << (class + SMALLEST_SHIFT));
        if (!page)
            return NULL;
        page_link(&pages_with_room[class], page);
    }
    block = page->free;
    page->free = block->next;
    if (++page->used == page->capacity)
        page_unlink(&pages_with_room[class], page);
    return block;
}

/// Returns `size` bytes of memory that are zero, or null.
void *block_allocate_zeroed(size_t size) {
    void *block = block_allocate(size);

    return block ? memset(block, 0, size) : NULL;
}

/// Gives back a block that was allocated with the same `size`.
void block_free(void *memory, size_t size) {
    unsigned class = class_of(size);
    struct block_page *page = (struct block_page *)((uintptr_t)memory & -(uintptr_t)PAGE_SIZE);
    struct free_block *block = memory;

    if (class >= CLASS_COUNT) {
        pages_free(memory, (size + PAGE_SIZE - 1) / PAGE_SIZE);
        return;
    }
    block->next = page->free;
    page->free = block;
    if (page->used == page->capacity)
        page_link(&pages_with_room[class], page);
    if (--page->used == 0) {
        page_unlink(&pages_with_room[class], page);
        pages_free(page, 1);
    }
}
