#include "files/memory/content.h"

#include <errno.h>
#include <stdint.h>
#include <string.h>

#include "memory/pages.h"

enum { INDEX_BITS = 9, FAN_OUT = 1 << INDEX_BITS, PAGE_SHIFT = 12 };

/// Returns the index within a table at `height` of the page `index`.
static size_t slot_of(size_t index, unsigned height) {
    return (index >> ((height - 1) * INDEX_BITS)) % FAN_OUT;
}

/// Returns whether a tree of `height` has a place for the page `index`.
static int reaches(unsigned height, size_t index) {
    return height * INDEX_BITS >= 64 || index >> (height * INDEX_BITS) == 0;
}

/// Returns the page `index`, or null when it is not in the tree.
char *content_page(const struct content *content, size_t index) {
    void *at = content->root;

    if (!reaches(content->height, index))
        return NULL;
    for (unsigned height = content->height; at && height > 0; height--)
        at = ((void **)at)[slot_of(index, height)];
    return at;
}

/// Returns a page of zeroes, or null.
static void *make_zeroes(void) {
    void *page = pages_allocate(1);

    if (page)
        page_clear(page);
    return page;
}

/// Returns the page `index`, entered into the tree with its initial bytes if need be, or null.
char *content_make_page(struct content *content, size_t index) {
    size_t start = index << PAGE_SHIFT;
    void **at = &content->root;

    while (!reaches(content->height, index)) {
        if (content->root) {
            void **table = make_zeroes();

            if (!table)
                return NULL;
            table[0] = content->root;
            content->root = table;
        }
        content->height++;
    }
    for (unsigned height = content->height;; height--) {
        if (!*at) {
            *at = make_zeroes();
            if (!*at)
                return NULL;
            if (height == 0) {
                content->pages++;
                if (start < content->initial_size) {
                    size_t rest = content->initial_size - start;

                    memcpy(*at, content->initial + start, rest < PAGE_SIZE ? rest : PAGE_SIZE);
                }
            }
        }
        if (height == 0)
            return *at;
        at = &((void **)*at)[slot_of(index, height)];
    }
}

/// Returns the address of the byte at `offset` and sets `*length` to how many follow it in one
/// piece; null when it lies in a hole of `*length` bytes at least.
const char *content_bytes(const struct content *content, size_t offset, size_t *length) {
    char *page = content_page(content, offset >> PAGE_SHIFT);

    *length = PAGE_SIZE - offset % PAGE_SIZE;
    if (page)
        return page + offset % PAGE_SIZE;
    if (offset < content->initial_size) {
        size_t rest = content->initial_size - offset;

        if (rest < *length || !content->root)
            *length = rest;
        return content->initial + offset;
    }
    return NULL;
}

/// Returns the index of the first page from `index` on in the tree of `height` at `at`, or
/// SIZE_MAX.
static size_t next_in(void *at, unsigned height, size_t index) {
    size_t slot;

    if (!at || !reaches(height, index))
        return SIZE_MAX;
    if (height == 0)
        return 0;
    for (slot = slot_of(index, height); slot < FAN_OUT; slot++) {
        unsigned shift = (height - 1) * INDEX_BITS;
        size_t first = slot << shift;
        size_t found = next_in(((void **)at)[slot], height - 1, index > first ? index - first : 0);

        if (found != SIZE_MAX)
            return first + found;
    }
    return SIZE_MAX;
}

/// Returns the index of the first page from `index` on that has bytes of its own or initial ones,
/// or SIZE_MAX.
size_t content_next(const struct content *content, size_t index) {
    if (index << PAGE_SHIFT < content->initial_size)
        return index;
    return next_in(content->root, content->height, index);
}

/// Frees the pages from `index` on in the tree of `height` at `*at`, and the tables that become
/// empty. Pages that are mapped become zeroes instead.
static void cut_tree(struct content *content, void **at, unsigned height, size_t index) {
    if (!*at || !reaches(height, index))
        return;
    for (size_t slot = height ? slot_of(index, height) : FAN_OUT; slot < FAN_OUT; slot++) {
        size_t first = slot << ((height - 1) * INDEX_BITS);

        cut_tree(content, (void **)*at + slot, height - 1, index > first ? index - first : 0);
    }
    if (content->pinned && height == 0)
        page_clear(*at);
    if (content->pinned || index > 0)
        return;
    if (height == 0)
        content->pages--;
    pages_free(*at, 1);
    *at = NULL;
}

/// Makes the bytes from `start` to `end`, which lie in one page, zeroes.
static long clear_part(struct content *content, size_t start, size_t end) {
    size_t index = start >> PAGE_SHIFT;
    char *page = content_page(content, index);

    if (!page && start < content->initial_size) {
        page = content_make_page(content, index);
        if (!page)
            return -ENOSPC;
    }
    if (page)
        memset(page + start % PAGE_SIZE, 0, end - start);
    return 0;
}

/// Forgets the bytes from `size` on; what is put there later stands among zeroes.
void content_cut(struct content *content, size_t size) {
    size_t end = (size + PAGE_SIZE - 1) & -(size_t)PAGE_SIZE;

    if (content->initial_size > size)
        content->initial_size = size;
    cut_tree(content, &content->root, content->height, end >> PAGE_SHIFT);
    if (!content->root)
        content->height = 0;
    if (size < end)
        clear_part(content, size, end);
}

/// Gives back all pages at the end of the file's life.
void content_free(struct content *content) {
    content->pinned = 0;
    content_cut(content, 0);
}

/// Takes the page `index` out of the tree and frees it.
static void drop_page(struct content *content, size_t index) {
    void **at = &content->root;

    for (unsigned height = content->height; height > 0; height--)
        at = &((void **)*at)[slot_of(index, height)];
    pages_free(*at, 1);
    *at = NULL;
    content->pages--;
}

/// Makes the bytes from `start` to `end` zeroes and gives back the pages that lie between.
long content_clear(struct content *content, size_t start, size_t end) {
    while (start < end) {
        size_t index = content_next(content, start >> PAGE_SHIFT);
        size_t first = index << PAGE_SHIFT, part_end = first + PAGE_SIZE;

        if (index > (end - 1) >> PAGE_SHIFT)
            return 0;
        if (first < start)
            first = start;
        if (part_end > end)
            part_end = end;
        if (part_end - first == PAGE_SIZE && first >= content->initial_size && !content->pinned)
            drop_page(content, index);
        else if (clear_part(content, first, part_end) < 0)
            return -ENOSPC;
        start = part_end;
    }
    return 0;
}
