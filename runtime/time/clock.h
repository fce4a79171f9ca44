// Clocks and waiting. The monotonic clock starts with its first use; nothing is measured or read
// before. All times are nanoseconds unless a timespec says otherwise.

#ifndef RUNTIME_TIME_CLOCK_H
#define RUNTIME_TIME_CLOCK_H

#include <stdint.h>
#include <time.h>

#define NANOSECONDS 1000000000UL

/// Called in each moment of idleness; set by who wants to look at the clock there.
extern void (*idle_check)(void);

/// Halts the processor until an interrupt, or until the monotonic clock shows `deadline`, unless 0;
/// set by who has interrupts come.
extern void (*idle_halt)(uint64_t deadline);

/// Gives the processor to other threads until `*flag` is set (unless null), until the monotonic
/// clock shows `deadline` (unless 0), or until something has happened; set by who has threads.
extern void (*idle_yield)(const volatile int *flag, uint64_t deadline);

/// Called after a halt that let no other thread run; set by who has threads.
extern void (*idle_ended)(void);

/// How much time was spent idle.
extern uint64_t idle_total;

uint64_t clock_monotonic(void);
uint64_t clock_realtime(void);
void clock_realtime_set(uint64_t time);
uint64_t clock_deadline(const struct timespec *timeout);
void clock_read_monotonic(struct timespec *now);
void clock_read_realtime(struct timespec *now);
void idle(void);
void idle_until(uint64_t deadline);
void idle_for(const volatile int *flag, uint64_t deadline);

#endif
