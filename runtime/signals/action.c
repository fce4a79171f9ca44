// rt_sigaction.

#include <errno.h>

#include "signals/handler.h"
#include "signals/signals.h"
#include "system-calls/system-call.h"

/// The signals that faults raise.
#define SIGNALS_FAULT                                                                              \
    (SIGNAL_BIT(SIGSEGV) | SIGNAL_BIT(SIGBUS) | SIGNAL_BIT(SIGFPE) | SIGNAL_BIT(SIGILL) |          \
     SIGNAL_BIT(SIGTRAP))

/// Sets what happens at a signal and tells what it was.
SYSTEM_CALL(rt_sigaction, long, int signal, const struct signal_action *new,
            struct signal_action *old, size_t size) {
    struct signal_action *action = &signal_actions[signal - 1];
    struct signal_action before;

    if (size != sizeof new->mask || signal < 1 || signal > SIGNAL_LAST)
        return -EINVAL;
    before = *action;
    if (new) {
        if (SIGNAL_BIT(signal) & SIGNALS_ALWAYS)
            return -EINVAL;
        *action = *new;
        if (new->handler != (void *)SIG_DFL && new->handler != (void *)SIG_IGN) {
            signal_invoke = signal_call;
            if (SIGNAL_BIT(signal) & SIGNALS_FAULT) {
                trap_signal_handler = signal_fault;
                traps_install();
            }
        }
    }
    if (old)
        *old = before;
    return 0;
}
