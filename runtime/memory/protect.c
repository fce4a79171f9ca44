// mprotect. It also serves the data of the image itself, whose page tables boot.S made.

#include <errno.h>
#include <sys/mman.h>

#include "arch/x86_64/cpu.h"
#include "memory/pages.h"
#include "memory/sharing.h"
#include "memory/space.h"
#include "memory/tables.h"
#include "system-calls/system-call.h"

/// Gives pages between the image's text and its end new rights.
static long protect_image(uintptr_t start, uintptr_t end, uint64_t rights) {
    extern uint64_t __page_tables[];
    extern char __rodata_start[], __page_directory[];

    if (start < (uintptr_t)__rodata_start || end > (uintptr_t)__page_tables ||
        start > (uintptr_t)__page_directory)
        return -ENOMEM;
    for (; start < end; start += PAGE_SIZE) {
        __page_tables[start / PAGE_SIZE] = start | (rights & (ENTRY_WRITABLE | ENTRY_NO_EXECUTE)) |
                                           (rights & ENTRY_ACCESS ? ENTRY_PRESENT : 0);
        page_forget(start);
    }
    return 0;
}

/// Changes what a range allows.
SYSTEM_CALL(mprotect, long, void *address, size_t length, int protection) {
    uintptr_t start = (uintptr_t)address;
    uint64_t rights = space_rights(protection);

    if (start & (PAGE_SIZE - 1))
        return -EINVAL;
    length = PAGE_ROUND(length);
    if (rights & ENTRY_WRITABLE && sharing_is_for_reading(start, start + length))
        return -EACCES;
    if (space_contains(start, length))
        return space_change(start, start + length, SPACE_PROTECT, rights);
    return protect_image(start, start + length, rights);
}
