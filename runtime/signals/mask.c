// The mask of blocked signals.

#include <errno.h>

#include "signals/signals.h"
#include "signals/state.h"
#include "system-calls/system-call.h"

/// Changes the mask; signals that it lets through happen at once.
SYSTEM_CALL(rt_sigprocmask, long, int how, const unsigned long *set, unsigned long *old,
            size_t size) {
    unsigned long before = signals_blocked;

    if (size != sizeof *set)
        return -EINVAL;
    if (set) {
        unsigned long change = *set & ~SIGNALS_ALWAYS;

        switch (how) {
        case SIG_BLOCK:
            signals_blocked |= change;
            break;
        case SIG_UNBLOCK:
            signals_blocked &= ~change;
            break;
        case SIG_SETMASK:
            signals_blocked = change;
            break;
        default:
            return -EINVAL;
        }
    }
    if (old)
        *old = before;
    signal_pending();
    return 0;
}

/// Tells which blocked signals wait.
SYSTEM_CALL(rt_sigpending, long, unsigned long *set, size_t size) {
    if (size > sizeof *set)
        return -EINVAL;
    *set = signals_waiting;
    return 0;
}

/// Sets the mask and returns what it was. Signals that it lets through happen at the next
/// signal_pending.
unsigned long signal_mask_exchange(unsigned long mask) {
    unsigned long before = signals_blocked;

    signals_blocked = mask & ~SIGNALS_ALWAYS;
    return before;
}
