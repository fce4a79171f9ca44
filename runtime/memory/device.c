// The registers of devices in memory, mapped where they lie.

#include "memory/device.h"

#include <string.h>

#include "memory/pages.h"
#include "memory/tables.h"

/// What one page directory reaches.
#define DIRECTORY_REACH 0x40000000UL

/// A page of 2 MiB that may be read and written, not executed and not cached.
#define DEVICE_ENTRY (ENTRY_NO_EXECUTE | 0x9b)

/// An entry for a table.
#define TABLE_ENTRY 3

/// The table of page directories, which boot.S made behind the first of them.
extern uint64_t __page_directory[];

/// Maps the registers in [address, address + size) and returns where they are; null when they lie
/// where the program's memory is, or memory is missing.
void *device_memory(uintptr_t address, size_t size) {
    uint64_t *directories = &__page_directory[512];

    if (address + size > SPACE_START)
        return NULL;
    for (uintptr_t page = address & -LARGE_PAGE; page < address + size; page += LARGE_PAGE) {
        uint64_t *directory = &directories[page / DIRECTORY_REACH], *entry;

        if (!*directory) {
            void *table = pages_allocate(1);

            if (!table)
                return NULL;
            memset(table, 0, PAGE_SIZE);
            *directory = (uintptr_t)table | TABLE_ENTRY;
        }
        entry = (uint64_t *)(*directory & ENTRY_ADDRESS) + page / LARGE_PAGE % 512;
        if (!*entry)
            *entry = page | DEVICE_ENTRY;
    }
    return (void *)address;
}
