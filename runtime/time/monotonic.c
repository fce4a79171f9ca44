// The monotonic clock: the time stamp counter of the processor.
//
// Its frequency is what the processor or the hypervisor says. When neither does, it is measured
// against the interval timer, but without waiting for it: the interval timer is started at the
// first reading of the clock and is the clock itself until enough time has gone by, between
// readings, for the measurement. Over a few milliseconds it may be wrong by some percent when the
// host is busy, so the frequency is measured again over ten times as long, and again, up to some
// seconds: how often the interval timer has started anew meanwhile follows from what is known.

#include "arch/x86_64/cpu.h"
#include "time/clock.h"
#include "time/interval-timer.h"

/// The clock at its first reading: not 0, which some programs take for "never".
#define FIRST_READING NANOSECONDS

/// How long to measure, in steps of the interval timer: two milliseconds.
#define MEASURE_STEPS (INTERVAL_FREQUENCY / 500)

/// Each measurement takes so many times as long as the one before it, and the last this long.
#define REFINEMENT 10
#define LAST_STEPS (INTERVAL_FREQUENCY * 10)

/// So many cycles pass before the interval timer starts anew, at 500 MHz or more.
#define SAFE_CYCLES (500000000UL / INTERVAL_FREQUENCY * INTERVAL_PERIOD)

/// CPUID's leaf in which hypervisors tell the frequency, in kHz, and the one with the highest such
/// leaf.
#define LEAF_HYPERVISOR 0x40000000
#define LEAF_HYPERVISOR_FREQUENCY 0x40000010

/// CPUID's leaf with the ratio of the counter to a crystal, whose frequency may be there too.
#define LEAF_FREQUENCY 0x15

/// CPUID's mark of a hypervisor.
#define FEATURE_HYPERVISOR (1u << 31)

/// Nanoseconds in a cycle, in units of 2^-32; 0 as long as it is not known.
static uint64_t scale;

/// A point in time by both counters, and the time since the first reading.
struct instant {
    uint64_t cycles, time;
    unsigned step;
};

/// Where the time counts from, and where the frequency is measured from.
static struct instant base, start;

/// The cycles since `start` at which the frequency is measured again; 0: never.
static uint64_t due;

/// Until this reading of the counter nothing is to be done but to scale it.
static uint64_t known_until;

/// Returns cycles a second as the machine says it, or 0.
static uint64_t stated_frequency(void) {
    struct cpuid answer;

    if (cpuid(1, 0).ecx & FEATURE_HYPERVISOR &&
        cpuid(LEAF_HYPERVISOR, 0).eax >= LEAF_HYPERVISOR_FREQUENCY) {
        answer = cpuid(LEAF_HYPERVISOR_FREQUENCY, 0);
        if (answer.eax)
            return answer.eax * 1000UL;
    }
    if (cpuid(0, 0).eax < LEAF_FREQUENCY)
        return 0;
    answer = cpuid(LEAF_FREQUENCY, 0);
    return answer.eax ? (uint64_t)answer.ecx * answer.ebx / answer.eax : 0;
}

/// Sets the scale for a frequency.
static void set_frequency(uint64_t frequency) {
    scale = (NANOSECONDS << 32) / frequency;
}

/// Reads both counters: of three readings the one that took least, since a host may interrupt.
static struct instant read_both(void) {
    uint64_t shortest = UINT64_MAX;
    struct instant best = {0};

    for (int tries = 0; tries < 3; tries++) {
        uint64_t before = time_stamp();
        unsigned step = interval_read();
        uint64_t took = time_stamp() - before;

        if (took < shortest) {
            shortest = took;
            best.cycles = before + took / 2;
            best.step = step;
        }
    }
    return best;
}

/// Prepares the first reading.
static void clock_start(void) {
    uint64_t frequency = stated_frequency();

    if (frequency) {
        base.cycles = time_stamp();
        set_frequency(frequency);
    } else {
        interval_start();
        base = start = read_both();
    }
}

/// Takes the frequency from the steps between `start` and `now`, and goes on from there.
static void take_measurement(struct instant now, uint64_t steps) {
    uint64_t cycles = now.cycles - start.cycles;

    set_frequency(cycles * INTERVAL_FREQUENCY / steps);
    now.time = start.time + steps * NANOSECONDS / INTERVAL_FREQUENCY;
    base = now;
    due = steps < LAST_STEPS ? cycles * REFINEMENT : 0;
}

/// Returns the time since the first reading.
static uint64_t scaled(uint64_t cycles) {
    return base.time + ((unsigned __int128)(cycles - base.cycles) * scale >> 32);
}

/// Measures the frequency again.
static void refine(void) {
    struct instant now = read_both();
    uint64_t cycles = now.cycles - start.cycles;

    now.time = scaled(now.cycles);
    if (cycles > due * REFINEMENT) {
        // It is long past the time: there is no telling how often the interval timer started anew.
        base = start = now;
    } else {
        uint64_t expected = (now.time - start.time) * INTERVAL_FREQUENCY / NANOSECONDS;

        take_measurement(now, expected + (int16_t)(start.step - now.step - expected));
    }
}

/// Measures the frequency now, which takes two milliseconds, with all that went before left out.
/// Without an interval timer the result is one GHz.
static void measure(void) {
    struct instant from = read_both(), now;
    unsigned steps = 0;

    for (unsigned tries = 0; steps < MEASURE_STEPS && tries < 1000000; tries++) {
        now = read_both();
        steps = interval_steps(from.step, now.step);
    }
    set_frequency(steps ? (now.cycles - from.cycles) * INTERVAL_FREQUENCY / steps : NANOSECONDS);
    from.time = scaled(from.cycles);
    base = start = from;
    due = steps ? (now.cycles - from.cycles) * REFINEMENT : 0;
}

/// Returns the time since the first reading while the frequency is not known; it gets known on the
/// way.
static uint64_t unscaled(uint64_t cycles) {
    if (cycles - start.cycles >= SAFE_CYCLES) {
        measure();
    } else {
        struct instant now = read_both();
        unsigned steps = interval_steps(start.step, now.step);

        if (steps < MEASURE_STEPS)
            return steps * NANOSECONDS / INTERVAL_FREQUENCY;
        take_measurement(now, steps);
    }
    return scaled(time_stamp());
}

/// Returns the time since the first reading when there is more to do than to scale the counter.
__attribute__((noinline)) static uint64_t find_time(void) {
    uint64_t cycles, time;

    if (!base.cycles)
        clock_start();
    cycles = time_stamp();
    if (due && cycles - start.cycles > due) {
        refine();
        cycles = time_stamp();
    }
    time = scale ? scaled(cycles) : unscaled(cycles);
    if (scale)
        known_until = due ? start.cycles + due : UINT64_MAX;
    return time;
}

/// Returns the time of the monotonic clock.
uint64_t clock_monotonic(void) {
    static uint64_t last;
    uint64_t cycles = time_stamp(), time = cycles < known_until ? scaled(cycles) : find_time();

    if (time > last)
        last = time;
    return FIRST_READING + last;
}

/// Returns the time of the monotonic clock after `timeout` from now.
uint64_t clock_deadline(const struct timespec *timeout) {
    uint64_t now = clock_monotonic();

    if (timeout->tv_sec > (time_t)(INT64_MAX / NANOSECONDS / 2))
        return INT64_MAX;
    return now + timeout->tv_sec * NANOSECONDS + timeout->tv_nsec;
}

/// Reads the monotonic clock.
void clock_read_monotonic(struct timespec *now) {
    uint64_t time = clock_monotonic();

    now->tv_sec = time / NANOSECONDS;
    now->tv_nsec = time % NANOSECONDS;
}
