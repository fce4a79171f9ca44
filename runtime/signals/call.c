// Handlers that run as calls, for signals that come while the program is in a system call.

#define _GNU_SOURCE

#include <string.h>

#include "signals/handler.h"

/// Calls `handler` with its three arguments on the stack that ends at `stack`.
static void call_on(char *stack, const struct signal_action *action, int signal, siginfo_t *info,
                    ucontext_t *context) {
    long a = signal;
    siginfo_t *b = info;
    ucontext_t *c = context;

    __asm__ volatile("mov %%rsp, %%rbx\n\t"
                     "mov %[stack], %%rsp\n\t"
                     "call *%[handler]\n\t"
                     "mov %%rbx, %%rsp"
                     : "+D"(a), "+S"(b), "+d"(c)
                     : [stack] "r"((unsigned long)stack & -16), [handler] "r"(action->handler)
                     : "rbx", "rax", "rcx", "r8", "r9", "r10", "r11", "memory", "cc", "st", "st(1)",
                       "st(2)", "st(3)", "st(4)", "st(5)", "st(6)", "st(7)", "xmm0", "xmm1", "xmm2",
                       "xmm3", "xmm4", "xmm5", "xmm6", "xmm7", "xmm8", "xmm9", "xmm10", "xmm11",
                       "xmm12", "xmm13", "xmm14", "xmm15");
}

// References that link nothing: with threads, the program's own code may be interrupted, so also
// its handlers.
void system_call_enter(void) __attribute__((weak));
void system_call_leave(void) __attribute__((weak));

/// Runs the handler of a signal.
void signal_call(const struct signal_info *from) {
    struct signal_action action = signal_actions[from->signal - 1];
    char *here = __builtin_frame_address(0), *stack;
    ucontext_t context;
    siginfo_t info;

    memset(&info, 0, sizeof info);
    memcpy(&info, from, sizeof *from);
    memset(&context, 0, sizeof context);
    memcpy(&context.uc_sigmask, &signals_blocked, sizeof signals_blocked);
    context.uc_stack = signal_stack;
    context.uc_mcontext.gregs[REG_RSP] = (greg_t)here;
    context.uc_mcontext.gregs[REG_RIP] = (greg_t)__builtin_return_address(0);
    signal_block(from->signal);
    stack = signal_stack_for(&action, here);
    if (system_call_leave)
        system_call_leave();
    if (stack == here)
        action.handler(from->signal, &info, &context);
    else
        call_on(stack, &action, from->signal, &info, &context);
    if (system_call_enter)
        system_call_enter();
    memcpy(&signals_blocked, &context.uc_sigmask, sizeof signals_blocked);
}
