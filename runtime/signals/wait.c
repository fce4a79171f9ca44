// Waiting for signals.

#include <errno.h>
#include <time.h>

#include "signals/signals.h"
#include "signals/state.h"
#include "system-calls/system-call.h"
#include "time/clock.h"

/// Waits until a handler has run.
static long wait_handler(void) {
    while (!signal_pending())
        idle();
    return -EINTR;
}

/// Waits for a signal.
SYSTEM_CALL(pause, long, void) {
    return wait_handler();
}

/// Waits for a signal under another mask.
SYSTEM_CALL(rt_sigsuspend, long, const unsigned long *mask, size_t size) {
    unsigned long before;

    if (size != sizeof *mask)
        return -EINVAL;
    before = signal_mask_exchange(*mask);
    wait_handler();
    signal_mask_exchange(before);
    signal_pending();
    return -EINTR;
}

/// Takes one of the signals of a set, which are blocked, when it comes.
SYSTEM_CALL(rt_sigtimedwait, long, const unsigned long *set, siginfo_t *info,
            const struct timespec *timeout, size_t size) {
    uint64_t deadline = timeout ? clock_deadline(timeout) : 0;
    struct signal_info taken;

    if (size != sizeof *set)
        return -EINVAL;
    while (!(signals_waiting & *set)) {
        if (timeout && clock_monotonic() >= deadline)
            return -EAGAIN;
        if (signal_pending())
            return -EINTR;
        idle_until(deadline);
    }
    signals_take(__builtin_ctzl(signals_waiting & *set) + 1, &taken);
    if (info) {
        *info = (siginfo_t){0};
        *(struct signal_info *)info = taken;
    }
    return taken.signal;
}
