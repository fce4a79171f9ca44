// Which signals wait, and what becomes of them.

#include "signals/state.h"

#include <errno.h>

#include "process/process.h"
#include "signals/signals.h"

/// How many signals can wait, and how many of those the program may queue.
enum { QUEUE_SIZE = 96, QUEUE_LIMIT = 64 };

/// The signals that do nothing unless the program says otherwise. Nobody could wake a stopped
/// process.
#define SIGNALS_QUIET                                                                              \
    (SIGNAL_BIT(SIGCHLD) | SIGNAL_BIT(SIGCONT) | SIGNAL_BIT(SIGURG) | SIGNAL_BIT(SIGWINCH) |       \
     SIGNAL_BIT(SIGSTOP) | SIGNAL_BIT(SIGTSTP) | SIGNAL_BIT(SIGTTIN) | SIGNAL_BIT(SIGTTOU))

struct signal_action signal_actions[SIGNAL_LAST];
unsigned long signals_blocked, signals_waiting;
void (*signal_invoke)(const struct signal_info *info);
void (*signal_refresh)(void);
void (*signal_came)(void);

/// What is known about the waiting signals, in the order of their coming.
static struct signal_info queue[QUEUE_SIZE];
static int queued;

/// Returns whether nothing happens at a signal.
static int signal_ignored(int signal) {
    void (*handler)(int, siginfo_t *, void *) = signal_actions[signal - 1].handler;

    return handler == (void *)SIG_IGN ||
           (handler == (void *)SIG_DFL && SIGNALS_QUIET & SIGNAL_BIT(signal));
}

/// Takes the waiting signal `signal` from the queue.
void signals_take(int signal, struct signal_info *info) {
    int to = 0, found = 0;

    signals_waiting &= ~SIGNAL_BIT(signal);
    for (int from = 0; from < queued; from++) {
        if (queue[from].signal == signal) {
            if (!found++) {
                *info = queue[from];
                continue;
            }
            signals_waiting |= SIGNAL_BIT(signal);
        }
        queue[to++] = queue[from];
    }
    queued = to;
}

/// Lets the waiting signals that are not blocked happen. Returns whether a handler ran.
int signals_deliver(void) {
    struct signal_info info;
    int handled = 0;

    while (signals_waiting & ~signals_blocked) {
        int signal = __builtin_ctzl(signals_waiting & ~signals_blocked) + 1;

        signals_take(signal, &info);
        if (signal_ignored(signal))
            continue;
        if (!signal_invoke || signal_actions[signal - 1].handler == (void *)SIG_DFL)
            machine_exit(128 + signal);
        signal_invoke(&info);
        handled = 1;
    }
    return handled;
}

/// Notes a signal; it happens when signals are delivered next and it is not blocked.
long signal_post(const struct signal_info *info) {
    unsigned long bit = SIGNAL_BIT(info->signal);

    if (signal_ignored(info->signal) && !(signals_blocked & bit))
        return 0;
    if (info->signal < 32 && signals_waiting & bit)
        return 0;
    if (info->signal >= 32 && queued >= QUEUE_LIMIT)
        return -EAGAIN;
    queue[queued++] = *info;
    signals_waiting |= bit;
    if (signal_came)
        signal_came();
    return 0;
}

/// Sends a signal: it happens before the return unless it is blocked.
long signal_send(const struct signal_info *info) {
    long result = signal_post(info);

    signals_deliver();
    return result;
}

/// Sends a signal on behalf of the system.
long signal_raise(int signal) {
    struct signal_info info = {.signal = signal, .code = SI_KERNEL};

    return signal_send(&info);
}

/// Lets waiting signals happen; returns whether a handler ran, which interrupts the system call.
int signal_pending(void) {
    if (signal_refresh)
        signal_refresh();
    return signals_waiting & ~signals_blocked ? signals_deliver() : 0;
}

/// Blocks what an action asks for while its handler runs, and forgets the action if it says so.
void signal_block(int signal) {
    struct signal_action *action = &signal_actions[signal - 1];

    signals_blocked |= action->mask & ~SIGNALS_ALWAYS;
    if (!(action->flags & SA_NODEFER))
        signals_blocked |= SIGNAL_BIT(signal);
    if (action->flags & SA_RESETHAND)
        action->handler = (void *)SIG_DFL;
}
