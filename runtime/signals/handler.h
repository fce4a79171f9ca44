// How handlers are run.

#ifndef RUNTIME_SIGNALS_HANDLER_H
#define RUNTIME_SIGNALS_HANDLER_H

#include <ucontext.h>

#include "faults/traps.h"
#include "signals/state.h"

/// What a handler gets, and what the program goes on with after it.
struct signal_record {
    struct trap_vectors vectors;
    ucontext_t context;
    siginfo_t info;
};

/// The stack for handlers that ask for one; its size is 0 when there is none.
extern stack_t signal_stack;

char *signal_stack_for(const struct signal_action *action, char *stack);
void signal_call(const struct signal_info *info);
int signal_fault(struct trap_frame *frame, unsigned vector, unsigned long code);

#endif
