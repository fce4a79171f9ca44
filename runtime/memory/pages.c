// A map with one bit for each page of RAM. Lower pages are given out first, so that the same
// program gets the same pages on each run.

#include "memory/pages.h"

#include <stdint.h>
#include <string.h>

#include "arch/x86_64/machine.h"
#include "boot/boot.h"
#include "memory/tables.h"

/// The pages that one word of the map describes.
#define WORD_PAGES 64

/// A set bit is a free page. The map itself lies behind the main stack.
static uint64_t *page_map;

/// The map describes the pages from 0 to this one.
static size_t page_count;

/// No page below this one is free.
static size_t lowest_free;

static size_t free_pages, ram_pages;

/// Marks a page as free or used.
static void mark_page(size_t page, int free) {
    uint64_t bit = 1UL << page % WORD_PAGES;

    if (free)
        page_map[page / WORD_PAGES] |= bit;
    else
        page_map[page / WORD_PAGES] &= ~bit;
}

/// Marks the pages of [first, last) as free or used, whole bytes of the map at once.
static void mark(size_t first, size_t last, int free) {
    while (first < last && first % 8)
        mark_page(first++, free);
    if (first < last) {
        memset((char *)page_map + first / 8, free ? 0xff : 0, (last - first) / 8);
        first = last & -8;
    }
    while (first < last)
        mark_page(first++, free);
}

/// Marks as used what overlaps [start, end).
static void reserve(uintptr_t start, uintptr_t end) {
    size_t last = (end + PAGE_SIZE - 1) / PAGE_SIZE;

    mark(start / PAGE_SIZE, last < page_count ? last : page_count, 0);
}

/// Makes the map.
static void pages_start(void) {
    extern char __image_start[];
    const char *line_end = boot_command_line + strlen(boot_command_line) + 1;
    size_t words;

    for (unsigned i = 0; i < memory_range_count; i++) {
        size_t end = memory_ranges[i].end / PAGE_SIZE;

        ram_pages += end - memory_ranges[i].start / PAGE_SIZE;
        if (end > page_count)
            page_count = end;
    }
    if (page_count > SPACE_START / PAGE_SIZE)
        page_count = SPACE_START / PAGE_SIZE;
    words = page_count / WORD_PAGES + 1;
    page_map = (uint64_t *)main_stack_top;
    memset(page_map, 0, words * sizeof *page_map);
    for (unsigned i = 0; i < memory_range_count; i++) {
        size_t end = memory_ranges[i].end / PAGE_SIZE;

        mark((memory_ranges[i].start + PAGE_SIZE - 1) / PAGE_SIZE,
             end < page_count ? end : page_count, 1);
    }
    reserve(0, LOW_MEMORY_END);
    reserve((uintptr_t)__image_start, (uintptr_t)(page_map + words));
    reserve((uintptr_t)boot_command_line, (uintptr_t)line_end);
    for (size_t word = 0; word < words; word++)
        free_pages += ~page_map[word] ? __builtin_popcountl(page_map[word]) : WORD_PAGES;
    for (unsigned i = 0; i < memory_range_count; i++)
        tables_reach(memory_ranges[i].start, memory_ranges[i].end);
}

/// Returns `count` pages that lie one after another, with any contents, or null.
void *pages_allocate(size_t count) {
    size_t run = 0;

    if (!page_map)
        pages_start();
    for (size_t page = lowest_free; page < page_count; page++) {
        uint64_t word = page_map[page / WORD_PAGES];

        if (!word) {
            run = 0;
            page |= WORD_PAGES - 1;
        } else if (!(word >> page % WORD_PAGES & 1)) {
            run = 0;
        } else if (++run == count) {
            mark(page + 1 - count, page + 1, 0);
            free_pages -= count;
            if (count == 1)
                lowest_free = page + 1;
            return (void *)((page + 1 - count) * PAGE_SIZE);
        }
    }
    return NULL;
}

/// Fills a page with zeros, 256 bytes at a time; from their middle, all of them have short
/// addresses.
void page_clear(void *page) {
    typedef long long sixteen __attribute__((vector_size(16), may_alias));
    sixteen *at = (sixteen *)((char *)page + 128), *end = at + PAGE_SIZE / sizeof(*at);
    const sixteen zero = {0};

    do {
        at[-8] = at[-7] = at[-6] = at[-5] = at[-4] = at[-3] = at[-2] = at[-1] = zero;
        at[0] = at[1] = at[2] = at[3] = at[4] = at[5] = at[6] = at[7] = zero;
        at += 16;
    } while (at != end);
}

/// Gives back `count` pages.
void pages_free(void *pages, size_t count) {
    size_t page = (uintptr_t)pages / PAGE_SIZE;

    mark(page, page + count, 1);
    free_pages += count;
    if (page < lowest_free)
        lowest_free = page;
}

/// Returns how many pages are free.
size_t pages_left(void) {
    if (!page_map)
        pages_start();
    return free_pages;
}

/// Returns how many pages of RAM the machine has.
size_t pages_total(void) {
    if (!page_map)
        pages_start();
    return ram_pages;
}
