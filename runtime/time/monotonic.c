// The monotonic clock: the time stamp counter of the processor.
//
// Its frequency is what the processor or the hypervisor says. When neither does, it is measured
// against the interval timer, but without waiting for it: the interval timer is started at the
// first reading of the clock and is the clock itself until enough time has gone by, between
// readings, for the measurement.

#include "arch/x86_64/cpu.h"
#include "time/clock.h"
#include "time/interval-timer.h"

/// The clock at its first reading: not 0, which some programs take for "never".
#define FIRST_READING NANOSECONDS

/// How long to measure, in steps of the interval timer: two milliseconds.
#define MEASURE_STEPS (INTERVAL_FREQUENCY / 500)

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

/// The counters at the first reading.
static uint64_t first_cycles;
static unsigned first_step;

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

/// Prepares the first reading.
static void clock_start(void) {
    uint64_t frequency = stated_frequency();

    first_cycles = time_stamp();
    if (frequency) {
        set_frequency(frequency);
    } else {
        interval_start();
        first_step = interval_read();
    }
}

/// Measures the frequency now, which takes two milliseconds. Without an interval timer the result
/// is one GHz.
static void measure(void) {
    uint64_t start = time_stamp();
    unsigned from = interval_read(), steps = 0;

    for (unsigned tries = 0; steps < MEASURE_STEPS && tries < 1000000; tries++)
        steps = interval_steps(from, interval_read());
    set_frequency(steps ? (time_stamp() - start) * INTERVAL_FREQUENCY / steps : NANOSECONDS);
}

/// Returns the time since the first reading while the frequency is not known; it gets known on the
/// way.
static uint64_t unscaled(uint64_t cycles) {
    unsigned steps = interval_steps(first_step, interval_read());

    if (cycles >= SAFE_CYCLES)
        measure();
    else if (steps >= MEASURE_STEPS)
        set_frequency(cycles * INTERVAL_FREQUENCY / steps);
    else
        return steps * NANOSECONDS / INTERVAL_FREQUENCY;
    return (unsigned __int128)cycles * scale >> 32;
}

/// Returns the time of the monotonic clock.
uint64_t clock_monotonic(void) {
    static uint64_t last;
    uint64_t cycles, time;

    if (!first_cycles)
        clock_start();
    cycles = time_stamp() - first_cycles;
    time = scale ? (uint64_t)((unsigned __int128)cycles * scale >> 32) : unscaled(cycles);
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
