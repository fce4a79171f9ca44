// What the processor does when there is nothing to do.

#include "arch/x86_64/cpu.h"
#include "time/clock.h"

void (*idle_check)(void);
uint64_t idle_total;

/// Lets a moment pass. Who waits calls this until what it waits for has happened.
void idle(void) {
    if (idle_check)
        idle_check();
    cpu_relax();
}
