// The address space that brk and mmap give out. Its pages get memory when they are first used.

#ifndef RUNTIME_MEMORY_SPACE_H
#define RUNTIME_MEMORY_SPACE_H

#include <stddef.h>
#include <stdint.h>

/// Rounds a size up to whole pages.
#define PAGE_ROUND(size) (((size) + PAGE_SIZE - 1) & -(uintptr_t)PAGE_SIZE)

/// What space_change does to the pages of a range.
enum space_change {
    /// Ends their mapping.
    SPACE_UNMAP,
    /// Gives them new rights.
    SPACE_PROTECT,
    /// Takes their memory away: they read as zero again.
    SPACE_DISCARD,
    /// Gives them memory.
    SPACE_POPULATE,
    /// Nothing, but finds out whether they are mapped.
    SPACE_CHECK,
};

uint64_t space_rights(int protection);
int space_contains(uintptr_t start, size_t length);
uintptr_t space_used(uintptr_t start, uintptr_t end);
uintptr_t space_find(size_t length);
long space_map(uintptr_t start, uintptr_t end, uint64_t rights);
long space_change(uintptr_t start, uintptr_t end, enum space_change change, uint64_t rights);
int space_fault(uintptr_t address, unsigned long code);

#endif
