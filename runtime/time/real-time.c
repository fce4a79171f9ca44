// The time of day: the real-time clock of the PC, read once, and the monotonic clock from there on.

#include "arch/x86_64/cpu.h"
#include "arch/x86_64/ports.h"
#include "time/clock.h"

#define CLOCK_INDEX 0x70
#define CLOCK_VALUE 0x71

// The registers of the real-time clock.
enum {
    SECONDS = 0,
    MINUTES = 2,
    HOURS = 4,
    DAY = 7,
    MONTH = 8,
    YEAR = 9,
    STATUS_A = 10,
    STATUS_B = 11
};

#define A_UPDATING 0x80
#define B_24_HOURS 0x02
#define B_BINARY 0x04

/// The mark of the afternoon in an hour from 1 to 12.
#define AFTERNOON 0x80

/// What the monotonic clock lacks to the time of day; 0 before the clock is read.
static uint64_t offset;

/// Reads a register.
static unsigned clock_register(unsigned number) {
    port_write8(CLOCK_INDEX, number);
    return port_read8(CLOCK_VALUE);
}

/// Reads a register that holds two digits in one of two ways.
static unsigned clock_digits(unsigned number, unsigned status) {
    unsigned value = clock_register(number);

    return status & B_BINARY ? value : (value >> 4) * 10 + (value & 15);
}

/// Reads the hour.
static unsigned clock_hour(unsigned status) {
    unsigned raw = clock_register(HOURS), hour = raw & ~AFTERNOON;

    if (!(status & B_BINARY))
        hour = (hour >> 4) * 10 + (hour & 15);
    if (status & B_24_HOURS)
        return hour;
    return hour % 12 + (raw & AFTERNOON ? 12 : 0);
}

/// Returns the days from 1970-01-01 to a day of this century.
static uint64_t days_until(unsigned year, unsigned month, unsigned day) {
    // Years that start in March have the leap day at their end.
    unsigned years = month > 2 ? year : year - 1, months = month > 2 ? month - 3 : month + 9;

    return years * 365UL + years / 4 - years / 100 + years / 400 + (months * 153 + 2) / 5 + day -
           719469;
}

/// Returns the seconds since 1970 that the real-time clock shows.
static uint64_t clock_seconds(void) {
    unsigned status = clock_register(STATUS_B);
    uint64_t days = days_until(2000 + clock_digits(YEAR, status), clock_digits(MONTH, status),
                               clock_digits(DAY, status));

    return ((days * 24 + clock_hour(status)) * 60 + clock_digits(MINUTES, status)) * 60 +
           clock_digits(SECONDS, status);
}

/// Returns the time since 1970.
uint64_t clock_realtime(void) {
    if (!offset) {
        uint64_t seconds, again = 0;

        do {
            seconds = again;
            while (clock_register(STATUS_A) & A_UPDATING)
                cpu_relax();
            again = clock_seconds();
        } while (again != seconds);
        // The clock shows whole seconds; on average half of the next is over.
        offset = seconds * NANOSECONDS + NANOSECONDS / 2 - clock_monotonic();
    }
    return clock_monotonic() + offset;
}

/// Sets the time of day.
void clock_realtime_set(uint64_t time) {
    offset = time - clock_monotonic();
}

/// Reads the time of day.
void clock_read_realtime(struct timespec *now) {
    uint64_t time = clock_realtime();

    now->tv_sec = time / NANOSECONDS;
    now->tv_nsec = time % NANOSECONDS;
}
