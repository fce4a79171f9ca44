// brk.

#include <sys/mman.h>

#include "memory/pages.h"
#include "memory/space.h"
#include "memory/tables.h"
#include "system-calls/system-call.h"

/// The end of the program's data segment, which starts at SPACE_START.
static uintptr_t program_break = SPACE_START;

/// Moves the end of the data segment; returns where it is then.
SYSTEM_CALL(brk, long, uintptr_t wish) {
    uintptr_t old = PAGE_ROUND(program_break), new = PAGE_ROUND(wish);

    if (wish < SPACE_START || wish > BREAK_END)
        return program_break;
    if (new > old && ((new - old) / PAGE_SIZE > pages_left() ||
                      space_map(old, new, space_rights(PROT_READ | PROT_WRITE))))
        return program_break;
    if (new < old)
        space_change(new, old, SPACE_UNMAP, 0);
    program_break = wish;
    return wish;
}
