// The interval timer of the PC (8254), channel 0, as a counter that runs down and starts anew every
// 55 ms.

#ifndef RUNTIME_TIME_INTERVAL_TIMER_H
#define RUNTIME_TIME_INTERVAL_TIMER_H

#include "arch/x86_64/ports.h"

#define INTERVAL_DATA 0x40
#define INTERVAL_COMMAND 0x43

/// Steps a second, and steps until it starts anew.
#define INTERVAL_FREQUENCY 1193182UL
#define INTERVAL_PERIOD 65536

/// Lets the counter run with its longest period.
static inline void interval_start(void) {
    port_write8(INTERVAL_COMMAND, 0x34);
    port_write8(INTERVAL_DATA, 0);
    port_write8(INTERVAL_DATA, 0);
}

/// Reads the counter.
static inline unsigned interval_read(void) {
    unsigned low;

    port_write8(INTERVAL_COMMAND, 0);
    low = port_read8(INTERVAL_DATA);
    return low | port_read8(INTERVAL_DATA) << 8;
}

/// Returns how many steps lie between two readings that are less than a period apart.
static inline unsigned interval_steps(unsigned from, unsigned to) {
    return (from - to) & (INTERVAL_PERIOD - 1);
}

#endif
