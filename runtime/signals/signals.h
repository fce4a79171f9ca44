// Signals. There is one process with one thread: a signal comes from the program itself, from a
// fault, from the alarm timer or from a pipe, and its handler runs at once, as a call, unless the
// signal is blocked. What runs handlers is only linked when the program installs one.

#ifndef RUNTIME_SIGNALS_SIGNALS_H
#define RUNTIME_SIGNALS_SIGNALS_H

long signal_raise(int signal);
int signal_pending(void);
unsigned long signal_mask_exchange(unsigned long mask);

#endif
