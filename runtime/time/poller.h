// Those who have something to do whenever nobody else has: devices and timers.

#ifndef RUNTIME_TIME_POLLER_H
#define RUNTIME_TIME_POLLER_H

#include <stdint.h>

/// Someone who is asked when the program waits.
struct poller {
    struct poller *next;
    /// Does what there is to do and adds to `*work` how much it was. Returns when to ask again at
    /// the latest, by the monotonic clock, or 0.
    uint64_t (*poll)(unsigned *work);
    /// Called before the processor halts: from here on an interrupt says that there is something to
    /// do. Returns whether there is already. Empty: nothing to prepare.
    int (*rest)(void);
};

/// All of them.
extern struct poller *pollers;

/// Has `poller` asked from now on.
static inline void poller_add(struct poller *poller) {
    poller->next = pollers;
    pollers = poller;
}

uint64_t pollers_run(unsigned *work);

#endif
