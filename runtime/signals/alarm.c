// The alarm timer. It is looked at while the program waits: a program that never waits gets no
// alarm.

#include <errno.h>
#include <sys/time.h>

#include "signals/state.h"
#include "system-calls/system-call.h"
#include "time/clock.h"

#define MICROSECOND 1000
#define SECOND 1000000000

/// When the timer runs out, or 0; and after how much time again.
static uint64_t alarm_deadline, alarm_interval;

/// Posts SIGALRM when its time has come.
static void alarm_check(void) {
    static const struct signal_info info = {.signal = SIGALRM, .code = SI_KERNEL};

    if (!alarm_deadline || clock_monotonic() < alarm_deadline)
        return;
    alarm_deadline = alarm_interval ? clock_monotonic() + alarm_interval : 0;
    signal_post(&info);
}

/// Returns a time in nanoseconds.
static uint64_t from_timeval(const struct timeval *time) {
    return time->tv_sec * (uint64_t)SECOND + time->tv_usec * MICROSECOND;
}

/// Returns a time in seconds and microseconds.
static struct timeval to_timeval(uint64_t time) {
    return (struct timeval){.tv_sec = time / SECOND, .tv_usec = time % SECOND / MICROSECOND};
}

/// Tells how the timer is set.
static void alarm_read(struct itimerval *value) {
    uint64_t now = clock_monotonic();

    value->it_interval = to_timeval(alarm_interval);
    value->it_value = to_timeval(alarm_deadline > now ? alarm_deadline - now : 0);
}

/// Sets the alarm timer and tells how it was set, unless `old` is null.
void alarm_set(const struct itimerval *new, struct itimerval *old) {
    uint64_t first = from_timeval(&new->it_value);

    if (old)
        alarm_read(old);
    idle_check = alarm_check;
    alarm_deadline = first ? clock_monotonic() + first : 0;
    alarm_interval = from_timeval(&new->it_interval);
}

/// Sets the alarm timer and tells how it was set.
SYSTEM_CALL(setitimer, long, int which, const struct itimerval *new, struct itimerval *old) {
    if (which != ITIMER_REAL)
        return which == ITIMER_VIRTUAL || which == ITIMER_PROF ? -ENOSYS : -EINVAL;
    if (new->it_value.tv_usec >= 1000000ul || new->it_interval.tv_usec >= 1000000ul)
        return -EINVAL;
    alarm_set(new, old);
    return 0;
}

/// Tells how the alarm timer is set.
SYSTEM_CALL(getitimer, long, int which, struct itimerval *value) {
    if (which != ITIMER_REAL)
        return which == ITIMER_VIRTUAL || which == ITIMER_PROF ? -ENOSYS : -EINVAL;
    alarm_read(value);
    return 0;
}
