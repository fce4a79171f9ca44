// The stack on which handlers run that ask for it.

#define _GNU_SOURCE

#include <errno.h>

#include "signals/handler.h"
#include "system-calls/system-call.h"

stack_t signal_stack = {.ss_flags = SS_DISABLE};

/// Returns whether `stack` lies in the stack for handlers.
static int on_signal_stack(const char *stack) {
    return (size_t)(stack - (char *)signal_stack.ss_sp) < signal_stack.ss_size;
}

/// Returns the end of the stack for the handler of an action, when the program is at `stack`.
char *signal_stack_for(const struct signal_action *action, char *stack) {
    if (!(action->flags & SA_ONSTACK) || !signal_stack.ss_size || on_signal_stack(stack))
        return stack;
    return (char *)signal_stack.ss_sp + signal_stack.ss_size;
}

/// Sets the stack for handlers and tells what it was.
SYSTEM_CALL(sigaltstack, long, const stack_t *new, stack_t *old) {
    int active = on_signal_stack(__builtin_frame_address(0));
    stack_t before = signal_stack;

    if (new) {
        if (active)
            return -EPERM;
        if (new->ss_flags & ~SS_DISABLE)
            return -EINVAL;
        if (new->ss_flags & SS_DISABLE) {
            signal_stack = (stack_t){.ss_flags = SS_DISABLE};
        } else {
            if (new->ss_size < MINSIGSTKSZ)
                return -ENOMEM;
            signal_stack = *new;
        }
    }
    if (old) {
        *old = before;
        if (active)
            old->ss_flags = SS_ONSTACK;
    }
    return 0;
}
