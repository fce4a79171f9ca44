// What the files of this component share.

#ifndef RUNTIME_SIGNALS_STATE_H
#define RUNTIME_SIGNALS_STATE_H

#include <signal.h>

/// The highest signal.
#define SIGNAL_LAST 64

/// The bit of a signal in a mask.
#define SIGNAL_BIT(signal) (1UL << ((signal) - 1))

/// The signals that cannot be blocked.
#define SIGNALS_ALWAYS (SIGNAL_BIT(SIGKILL) | SIGNAL_BIT(SIGSTOP))

/// What to do at a signal, as rt_sigaction passes it.
struct signal_action {
    void (*handler)(int, siginfo_t *, void *);
    unsigned long flags;
    void (*restorer)(void);
    unsigned long mask;
};

/// The beginning of a siginfo_t: all that is set for the signals there are.
struct signal_info {
    int signal, error, code, padding;
    union {
        struct {
            int process, user;
            union sigval value;
        };
        void *address;
    };
};

extern struct signal_action signal_actions[SIGNAL_LAST];

/// The signals that are blocked, and those that wait.
extern unsigned long signals_blocked, signals_waiting;

/// Runs the handler of a signal; empty until the program installs one.
extern void (*signal_invoke)(const struct signal_info *info);

/// Called when a signal has come that waits; set by who reads signals as a file.
extern void (*signal_came)(void);

/// Lets signals wait that came by another way; set by who has such ways.
extern void (*signal_refresh)(void);

long signal_post(const struct signal_info *info);
long signal_send(const struct signal_info *info);
int signals_deliver(void);
void signals_take(int signal, struct signal_info *info);
void signal_block(int signal);

struct itimerval;

void alarm_set(const struct itimerval *new, struct itimerval *old);

#endif
