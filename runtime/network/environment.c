// What lwIP asks of the world around it: the time, and numbers that nobody can guess.

#include <lwip/sys.h>

#include "network/network.h"
#include "random/random.h"
#include "time/clock.h"

uint32_t network_random(void);

uint32_t network_now;

/// Returns a time in milliseconds.
u32_t sys_now(void) {
    return network_now ? network_now : clock_monotonic() / 1000000;
}

/// Returns a random number.
uint32_t network_random(void) {
    uint32_t number;

    random_early(&number, sizeof number);
    return number;
}
