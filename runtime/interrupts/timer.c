// The timer of the local APIC, which interrupts once after a number of steps.
//
// How long a step is, nobody says. The first guess is that of the emulators, a nanosecond; after
// each interrupt the steps that went by are compared with the monotonic clock. When it was the
// timer that interrupted, the steps took at most the time until now, and of several such
// measurements the shortest is taken. A timer that comes too early does no harm, as whoever waits
// looks at the clock; against one that comes too late, the first times are short.

#include "arch/x86_64/cpu.h"
#include "interrupts/apic.h"
#include "interrupts/interrupts.h"
#include "time/clock.h"

/// The longest time to set: a second, or a millisecond while the length of a step is a guess.
#define LONGEST NANOSECONDS
#define LONGEST_GUESS (NANOSECONDS / 1000)

/// The least steps by which a step is measured.
#define LEAST_STEPS 1000

/// How many measurements are needed when the timer has always come to its end.
#define LEAST_ENDS 8

/// Steps in a nanosecond, in units of 2^-32; and the most of them by measurements at the timer's
/// end.
static uint64_t step_scale = 1UL << 32, scale_at_end;

/// How many measurements there were at the timer's end.
static unsigned end_count;

/// Whether the scale was measured.
static int is_measured;

/// When the timer was set last, and to how many steps.
static uint64_t set_time;
static uint32_t set_steps;

/// Compares the steps since the timer was set with the clock, which shows `now`.
static void measure(uint64_t now) {
    uint32_t left = apic_read(APIC_TIMER_CURRENT);
    uint64_t steps = set_steps - left, scale;

    if (steps < LEAST_STEPS || now <= set_time)
        return;
    scale = (steps << 32) / (now - set_time);
    if (!left) {
        if (scale > scale_at_end)
            scale_at_end = scale;
        if (++end_count < LEAST_ENDS)
            return;
        scale = scale_at_end;
    }
    step_scale = scale;
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
