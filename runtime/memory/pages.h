// Pages of RAM. They are mapped where they lie: the address of a page is its physical address.

#ifndef RUNTIME_MEMORY_PAGES_H
#define RUNTIME_MEMORY_PAGES_H

#include <stddef.h>

#ifndef PAGE_SIZE
#define PAGE_SIZE 4096
#endif

void *pages_allocate(size_t count);
void page_clear(void *page);
void pages_free(void *pages, size_t count);
size_t pages_left(void);
size_t pages_total(void);

#endif
