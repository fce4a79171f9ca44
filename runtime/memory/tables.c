// Walking and changing the page tables.

#include "memory/tables.h"

#include "arch/x86_64/cpu.h"
#include "memory/pages.h"

/// What one page directory reaches.
#define DIRECTORY_REACH 0x40000000UL

#define TABLE_ENTRIES 512

/// The bits of a directory's entry for a table; above the address it counts the table's entries in
/// use.
#define TABLE_RIGHTS (ENTRY_PRESENT | ENTRY_WRITABLE)
#define TABLE_COUNT_SHIFT 52

/// Marks a page of 2 MiB.
#define ENTRY_LARGE (1UL << 7)

/// The tables that boot.S made: one page directory, then the table of directories.
extern uint64_t __page_directory[];

/// Returns the entry of the directory for the GiB around `address`.
static uint64_t *directory_entry(uintptr_t address) {
    return &__page_directory[TABLE_ENTRIES + address / DIRECTORY_REACH];
}

/// Returns the table that an entry names.
static uint64_t *table_of(uint64_t entry) {
    return (uint64_t *)(entry & ENTRY_ADDRESS);
}

/// Returns a new table in which all entries have the same value, or null.
static uint64_t *table_create(uint64_t value) {
    uint64_t *table = pages_allocate(1);

    for (int i = 0; table && i < TABLE_ENTRIES; i++)
        table[i] = value;
    return table;
}

/// Finds the entry for `address` where tables may be missing. Returns 0 when memory for one is.
__attribute__((noinline)) static int find_missing(struct place *place, uintptr_t address,
                                                  uintptr_t end, enum place_depth depth) {
    uint64_t *directory = directory_entry(address), *entry, *table;

    place->table = place->entry = NULL;
    if (!*directory) {
        place->next = (address | (DIRECTORY_REACH - 1)) + 1;
        if (depth == PLACE_LOOK)
            return 1;
        table = table_create(0);
        if (!table)
            return 0;
        *directory = (uintptr_t)table | TABLE_RIGHTS;
    }
    entry = &table_of(*directory)[address / LARGE_PAGE % TABLE_ENTRIES];
    place->entry = entry;
    place->next = (address | (LARGE_PAGE - 1)) + 1;
    if (depth == PLACE_LOOK || (!(address & (LARGE_PAGE - 1)) && place->next <= end))
        return 1;
    table = table_create(*entry);
    if (!table)
        return 0;
    *entry = (uintptr_t)table | TABLE_RIGHTS |
             (*entry ? (uint64_t)TABLE_ENTRIES << TABLE_COUNT_SHIFT : 0);
    return place_find(place, address, end, depth);
}

/// Finds the entry for `address`. Returns 0 when memory for a table is missing.
int place_find(struct place *place, uintptr_t address, uintptr_t end, enum place_depth depth) {
    uint64_t directory = *directory_entry(address), *entry;

    entry = &table_of(directory)[address / LARGE_PAGE % TABLE_ENTRIES];
    if (!directory || !(*entry & ENTRY_PRESENT))
        return find_missing(place, address, end, depth);
    place->table = entry;
    place->entry = &table_of(*entry)[address / PAGE_SIZE % TABLE_ENTRIES];
    place->next = address + PAGE_SIZE;
    return 1;
}

/// Gives the entry at `place`, which is there, a new value. A table whose entries are all 0 goes
/// away, and the place with it.
void place_set(const struct place *place, uintptr_t address, uint64_t value) {
    uint64_t old = *place->entry;

    *place->entry = value;
    if (old & ENTRY_PRESENT)
        page_forget(address);
    if (!place->table)
        return;
    *place->table += ((uint64_t)!!value - (uint64_t)!!old) << TABLE_COUNT_SHIFT;
    if (!(*place->table >> TABLE_COUNT_SHIFT)) {
        pages_free(table_of(*place->table), 1);
        *place->table = 0;
        page_forget(address);
    }
}

/// Maps the RAM of [start, end) as far as it is above 1 GiB; what is below is mapped from the
/// start.
void tables_reach(uintptr_t start, uintptr_t end) {
    uintptr_t page = start < DIRECTORY_REACH ? DIRECTORY_REACH : start & -LARGE_PAGE;

    for (; page < end && page < SPACE_START; page += LARGE_PAGE) {
        uint64_t *directory = directory_entry(page);

        if (!*directory)
            *directory = (uintptr_t)table_create(0) | TABLE_RIGHTS;
        table_of(*directory)[page / LARGE_PAGE % TABLE_ENTRIES] =
            page | ENTRY_NO_EXECUTE | ENTRY_LARGE | TABLE_RIGHTS;
    }
}
