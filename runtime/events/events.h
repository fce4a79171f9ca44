// Descriptors that stand for events.

#ifndef RUNTIME_EVENTS_EVENTS_H
#define RUNTIME_EVENTS_EVENTS_H

#include <time.h>

long counter_open(unsigned value, int flags);
long timer_open(int clock, int flags);
long timer_change(int descriptor, int flags, const struct itimerspec *new, struct itimerspec *old);
long timer_read(int descriptor, struct itimerspec *value);

#endif
