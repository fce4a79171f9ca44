// Operations on ranges of the address space. Bounds are multiples of the page size inside
// [SPACE_START, SPACE_END).

#include "memory/space.h"

#include <errno.h>
#include <signal.h>
#include <sys/mman.h>

#include "console/console.h"
#include "faults/traps.h"
#include "memory/pages.h"
#include "memory/sharing.h"
#include "memory/tables.h"

/// The most pages that one fault gets memory for besides its own; how many must have followed one
/// another before; and how many pages must be left.
enum { MOST_PAGES = 16, LEAST_RUN = 8, LEAST_LEFT = 16 * MOST_PAGES };

/// Where the search for room starts: behind the last mapping.
static uintptr_t next_room = BREAK_END;

/// Returns the bits of an entry for a protection as mmap has it. Whatever may be written or
/// executed may also be read.
uint64_t space_rights(int protection) {
    uint64_t rights = 0;

    if (protection & (PROT_READ | PROT_WRITE | PROT_EXEC))
        rights |= ENTRY_ACCESS;
    if (protection & PROT_WRITE)
        rights |= ENTRY_WRITABLE;
    if (!(protection & PROT_EXEC))
        rights |= ENTRY_NO_EXECUTE;
    return rights;
}

/// Returns whether a range lies in this part of the address space.
int space_contains(uintptr_t start, size_t length) {
    return start >= SPACE_START && length <= SPACE_END - SPACE_START && start <= SPACE_END - length;
}

/// Returns 0 when nothing in the range is mapped, else an address behind the first mapped page.
uintptr_t space_used(uintptr_t start, uintptr_t end) {
    struct place place;

    for (; start < end; start = place.next) {
        place_find(&place, start, end, PLACE_LOOK);
        if (place.entry && *place.entry)
            return place.next;
    }
    return 0;
}

/// Returns the address of `length` free bytes, or 0.
uintptr_t space_find(size_t length) {
    uintptr_t start = next_room, used;
    int wrapped = 0;

    for (;;) {
        if (!space_contains(start, length)) {
            if (wrapped++)
                return 0;
            start = BREAK_END;
            continue;
        }
        used = space_used(start, start + length);
        if (!used) {
            next_room = start + length;
            return start;
        }
        start = used;
    }
}

/// Maps pages without memory, where nothing is mapped yet.
long space_map(uintptr_t start, uintptr_t end, uint64_t rights) {
    struct place place;

    trap_page_handler = space_fault;
    traps_install();
    for (uintptr_t address = start; address < end; address = place.next) {
        if (!place_find(&place, address, end, PLACE_MAKE)) {
            space_change(start, address, SPACE_UNMAP, 0);
            return -ENOMEM;
        }
        place_set(&place, address, rights | ENTRY_MAPPED);
    }
    return 0;
}

/// Takes the memory of the page at a place away and gives the entry a new value.
static void drop_frame(const struct place *place, uintptr_t address, uint64_t value) {
    if (*place->entry & ENTRY_FRAME && !(*place->entry & ENTRY_SHARED))
        pages_free((void *)(*place->entry & ENTRY_ADDRESS), 1);
    place_set(place, address, value);
}

/// Gives the page at a place memory, full of zeros or of its file's bytes, unless it has some.
/// Returns 0 when there is none.
static int add_frame(const struct place *place, uintptr_t address) {
    uint64_t value = *place->entry;
    void *page;

    if (value & ENTRY_FRAME)
        return 1;
    page = value & ENTRY_SHARED ? sharing_page(address) : pages_allocate(1);
    if (!page)
        return 0;
    if (!(value & ENTRY_SHARED))
        page_clear(page);
    value |= (uintptr_t)page | ENTRY_FRAME;
    place_set(place, address, value & ENTRY_ACCESS ? value | ENTRY_PRESENT : value);
    return 1;
}

/// Gives the page at a place new rights.
static void set_rights(const struct place *place, uintptr_t address, uint64_t rights) {
    uint64_t value = *place->entry & (ENTRY_ADDRESS | ENTRY_FRAME | ENTRY_SHARED);

    value |= rights | ENTRY_MAPPED;
    if (value & ENTRY_FRAME && value & ENTRY_ACCESS)
        value |= ENTRY_PRESENT;
    place_set(place, address, value);
}

/// Changes the mapped pages of a range. Returns -ENOMEM when some page is not mapped, which is no
/// error when mappings end, or when memory is missing.
long space_change(uintptr_t start, uintptr_t end, enum space_change change, uint64_t rights) {
    struct place place;
    long result = 0;

    if (change == SPACE_UNMAP && next_room == end)
        next_room = start;
    if (change == SPACE_UNMAP) {
        result = sharing_end(start, end);
        if (result)
            return result;
    }
    for (; start < end; start = place.next) {
        place_find(&place, start, end, PLACE_LOOK);
        if (!place.entry || !*place.entry) {
            if (change != SPACE_UNMAP)
                result = -ENOMEM;
            continue;
        }
        if (change == SPACE_CHECK)
            continue;
        if (!place.table &&
            !place_find(&place, start, change == SPACE_POPULATE ? start : end, PLACE_MAKE))
            return -ENOMEM;
        switch (change) {
        case SPACE_PROTECT:
            set_rights(&place, start, rights);
            break;
        case SPACE_POPULATE:
            if (!add_frame(&place, start))
                return -ENOMEM;
            break;
        case SPACE_DISCARD:
            drop_frame(&place, start, *place.entry & ENTRY_KIND);
            break;
        default:
            drop_frame(&place, start, 0);
        }
    }
    return result;
}

/// Gives the pages behind `place` memory too, as long as their entries are `entry` as well, when
/// faults have followed one another for a while, as when a program fills memory from end to end: at
/// most half as many pages as they got.
static void add_following(struct place place, uintptr_t address, uint64_t entry) {
    static uintptr_t following;
    static unsigned run;
    unsigned count;

    run = address == following ? run + 1 : 1;
    count = run < LEAST_RUN ? 0 : run / 2 < MOST_PAGES ? run / 2 : MOST_PAGES;
    for (; count && pages_left() > LEAST_LEFT; count--) {
        place.entry++;
        // The table ends where its page does.
        if (!((uintptr_t)place.entry & (PAGE_SIZE - 1)) || *place.entry != entry)
            break;
        address += PAGE_SIZE;
        if (!add_frame(&place, address))
            break;
        run++;
    }
    following = address + PAGE_SIZE;
}

/// Resolves a page fault at `address` when the page only lacks memory. Returns -1 when the page
/// forbids the access, -2 when it lies behind the end of a file, 0 when there is no page.
int space_fault(uintptr_t address, unsigned long code) {
    struct place place;
    uint64_t entry;

    if (!space_contains(address, 1))
        return 0;
    address &= -(uintptr_t)PAGE_SIZE;
    place_find(&place, address, address, PLACE_LOOK);
    entry = place.entry ? *place.entry : 0;
    if (!entry)
        return 0;
    if (!(entry & ENTRY_ACCESS) || entry & ENTRY_FRAME ||
        (code & FAULT_WRITE && !(entry & ENTRY_WRITABLE)) ||
        (code & FAULT_FETCH && entry & ENTRY_NO_EXECUTE))
        return -1;
    if (place_find(&place, address, address, PLACE_MAKE)) {
        if (add_frame(&place, address)) {
            if (!(entry & ENTRY_SHARED))
                add_following(place, address, entry);
            return 1;
        }
        if (entry & ENTRY_SHARED)
            return -2;
    }
    console_fatal("out of memory", 128 + SIGKILL);
}
