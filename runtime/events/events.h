// Descriptors that stand for events.

#ifndef RUNTIME_EVENTS_EVENTS_H
#define RUNTIME_EVENTS_EVENTS_H

#include <stddef.h>
#include <time.h>

long counter_open(unsigned value, int flags);
long timer_open(int clock, int flags);
long timer_change(int descriptor, int flags, const struct itimerspec *new, struct itimerspec *old);
long timer_read(int descriptor, struct itimerspec *value);
long signals_open(int descriptor, const unsigned long *mask, size_t size, int flags);

#endif
