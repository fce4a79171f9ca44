// The page tables of the part of the address space that brk and mmap give out, [SPACE_START,
// SPACE_END). They are all that is known about it: an entry says what its page allows also while
// the page has no memory yet. An entry of a page directory can stand for 2 MiB of such pages, so
// that large reservations are cheap.

#ifndef RUNTIME_MEMORY_TABLES_H
#define RUNTIME_MEMORY_TABLES_H

#include <stddef.h>
#include <stdint.h>

/// Where brk and mmap give out addresses; RAM lies below.
#define SPACE_START 0x1000000000UL
#define SPACE_END 0x8000000000UL

/// The part of it that brk may use.
#define BREAK_END (SPACE_START + 0x20000000UL)

/// What one entry of a page directory reaches.
#define LARGE_PAGE 0x200000UL

// The bits of an entry that the processor knows.
#define ENTRY_PRESENT (1UL << 0)
#define ENTRY_WRITABLE (1UL << 1)
#define ENTRY_NO_EXECUTE (1UL << 63)

// The bits that it leaves to us: the page belongs to a mapping; it has memory; it may be accessed.
#define ENTRY_MAPPED (1UL << 9)
#define ENTRY_FRAME (1UL << 10)
#define ENTRY_ACCESS (1UL << 11)
// And: the memory belongs to a file.
#define ENTRY_SHARED (1UL << 58)

/// The bits that say what a mapping allows.
#define ENTRY_RIGHTS (ENTRY_WRITABLE | ENTRY_NO_EXECUTE | ENTRY_ACCESS)

/// The bits that a page has with and without memory.
#define ENTRY_KIND (ENTRY_RIGHTS | ENTRY_MAPPED | ENTRY_SHARED)

/// The address in an entry.
#define ENTRY_ADDRESS 0x000ffffffffff000UL

/// Where the page tables describe an address.
struct place {
    /// The entry, or null when there is no table that could hold one.
    uint64_t *entry;
    /// The directory's entry above it, or null when `entry` is in a directory.
    uint64_t *table;
    /// The first address that the entry does not describe.
    uintptr_t next;
};

/// How place_find looks.
enum place_depth {
    /// At what is there, without a change.
    PLACE_LOOK,
    /// For an entry that stands for addresses below the given end only; it makes tables as needed.
    PLACE_MAKE,
};

int place_find(struct place *place, uintptr_t address, uintptr_t end, enum place_depth depth);
void place_set(const struct place *place, uintptr_t address, uint64_t value);
void tables_reach(uintptr_t start, uintptr_t end);

#endif
