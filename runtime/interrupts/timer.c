// The timer of the local APIC, which interrupts once after a number of steps.
//
// How long a step is, nobody says. The first guess is that of the emulators, a nanosecond; after
// each interrupt the steps that went by are compared with the monotonic clock. A timer that comes
// too early does no harm, as whoever waits looks at the clock; against one that comes too late, the
// first times are short.

#include "arch/x86_64/cpu.h"
#include "interrupts/apic.h"
#include "interrupts/interrupts.h"
#include "time/clock.h"

/// The longest time to set: a second, or a millisecond while the length of a step is a guess.
#define LONGEST NANOSECONDS
#define LONGEST_GUESS (NANOSECONDS / 1000)

/// The least steps by which a step is measured.
#define LEAST_STEPS 1000

/// Steps in a nanosecond, in units of 2^-32.
static uint64_t step_scale = 1UL << 32;

/// Whether the scale was measured.
static int is_measured;

/// When the timer was set last, and to how many steps.
static uint64_t set_time;
static uint32_t set_steps;

/// Compares the steps since the timer was set with the clock, which shows `now`.
static void measure(uint64_t now) {
    uint32_t left = apic_read(APIC_TIMER_CURRENT);
    uint64_t steps = set_steps - left;

    if (!left || steps < LEAST_STEPS || now <= set_time)
        return;
    step_scale = (steps << 32) / (now - set_time);
    is_measured = 1;
}

/// Lets the timer interrupt when the monotonic clock shows `deadline`, or earlier; never for 0.
void timer_set(uint64_t deadline) {
    uint64_t now, time, steps;

    if (!deadline) {
        apic_write(APIC_TIMER_INITIAL, 0);
        set_steps = 0;
        return;
    }
    now = clock_monotonic();
    if (!is_measured && set_steps)
        measure(now);
    time = deadline > now ? deadline - now : 1;
    if (time > (is_measured ? LONGEST : LONGEST_GUESS))
        time = is_measured ? LONGEST : LONGEST_GUESS;
    steps = time * step_scale >> 32;
    set_steps = steps > UINT32_MAX ? UINT32_MAX : steps ? steps : 1;
    set_time = now;
    apic_write(APIC_TIMER_INITIAL, set_steps);
}
