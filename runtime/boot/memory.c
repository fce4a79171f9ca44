// The memory of the machine: which there is, and where the main stack goes.

#include "boot/boot.h"
#include "console/console.h"

#define LARGE_PAGE 0x200000UL
#define PAGE 0x1000UL

/// The upper end of what one page directory maps.
#define DIRECTORY_REACH 0x40000000UL

/// A large page that may be read and written, not executed.
#define LARGE_ENTRY (1UL << 63 | 0x83)

/// The largest main stack, as on Linux.
#define STACK_LIMIT 0x800000UL

extern char __image_start[], __image_end[], __page_tables_reach[];
extern unsigned long __page_directory[];

struct memory_range memory_ranges[MEMORY_RANGES];
unsigned memory_range_count;
unsigned long main_stack_top;

/// Notes the RAM that the loader describes; returns the end of the part in which the image lies.
static unsigned long note_ranges(const struct start_information *information) {
    const struct start_memory *memory = (const struct start_memory *)information->memory_map;
    unsigned long image_end = 0;
    unsigned count = 0;

    // Nothing here reads what it notes: without the page allocator, the notes go away.
    for (unsigned left = information->memory_map_count; left; left--, memory++) {
        unsigned long end = memory->start + memory->size;

        if (memory->type != START_MEMORY_RAM)
            continue;
        if (memory->start <= (unsigned long)__image_start && end > (unsigned long)__image_start)
            image_end = end;
        if (count < MEMORY_RANGES) {
            memory_ranges[count].start = memory->start;
            memory_ranges[count].end = end;
            memory_range_count = ++count;
        }
    }
    return image_end;
}

/// Maps the RAM behind the image with large pages, up to 1 GiB, and places the main stack there:
/// above the guard page, a quarter of that memory or 8 MiB.
void boot_memory(const struct start_information *information) {
    unsigned long end = note_ranges(information), size;

    if (end > DIRECTORY_REACH)
        end = DIRECTORY_REACH;
    for (unsigned long page = (unsigned long)__page_tables_reach; page < end; page += LARGE_PAGE)
        __page_directory[page / LARGE_PAGE] = page | LARGE_ENTRY;
    size = end / 4 & -PAGE;
    if (size > STACK_LIMIT)
        size = STACK_LIMIT;
    main_stack_top = (unsigned long)__image_end + PAGE + size;
    if (main_stack_top > end)
        console_fatal("too little memory", 1);
}
