// What the processor does when there is nothing to do.

#include <stddef.h>

#include "arch/x86_64/cpu.h"
#include "time/clock.h"
#include "time/poller.h"

void (*idle_check)(void);
void (*idle_halt)(uint64_t deadline);
void (*idle_yield)(const volatile int *flag, uint64_t deadline);
void (*idle_ended)(void);
uint64_t idle_total;
struct poller *pollers;

/// Does what the pollers have to do. Returns when the first of them wants to be asked again, or 0,
/// and adds to `*work` how much was done.
uint64_t pollers_run(unsigned *work) {
    uint64_t earliest = 0;

    for (struct poller *poller = pollers; poller; poller = poller->next) {
        uint64_t next = poller->poll(work);

        if (next && (!earliest || next < earliest))
            earliest = next;
    }
    return earliest;
}

/// Lets a moment pass, which ends at the latest when the monotonic clock shows `deadline`, unless
/// 0, and early when `*flag` is set. Without a flag it may end whenever anything has happened. Who
/// waits calls this until what it waits for has happened.
void idle_for(const volatile int *flag, uint64_t deadline) {
    unsigned work = 0;
    uint64_t next;

    if (idle_yield) {
        idle_yield(flag, deadline);
        return;
    }
    if (idle_check)
        idle_check();
    next = pollers_run(&work);
    if (work)
        return;
    if (!idle_halt) {
        cpu_relax();
        return;
    }
    if (next && (!deadline || next < deadline))
        deadline = next;
    for (struct poller *poller = pollers; poller; poller = poller->next)
        if (poller->rest && poller->rest())
            return;
    idle_halt(deadline);
    // Who waits looks only once when what ended the halt is dealt with before.
    pollers_run(&work);
}

/// Lets a moment pass, at the latest until the monotonic clock shows `deadline`, unless 0.
void idle_until(uint64_t deadline) {
    idle_for(NULL, deadline);
}

/// Lets a moment pass.
void idle(void) {
    idle_until(0);
}
