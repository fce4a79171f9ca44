// The timers of timer_create: each sends a signal when it runs out. Like the alarm timer they are
// looked at while the program waits.

#include <errno.h>
#include <stddef.h>
#include <string.h>
#include <time.h>

#include "process/threads.h"
#include "signals/state.h"
#include "system-calls/system-call.h"
#include "time/clock.h"
#include "time/poller.h"

enum { TIMERS_MOST = 64 };

/// Which thread gets the signal, which musl's headers hide.
#define SIGEV_THREAD_ID 4

/// What shall happen when a timer runs out, as the system call takes it.
struct timer_event {
    union sigval value;
    int signal, notify, thread;
};

/// A timer.
struct signal_timer {
    unsigned char is_used;
    int clock;
    struct timer_event event;
    /// When it runs out next, by the monotonic clock, or 0; and after how much time again.
    uint64_t deadline, interval;
    /// How often it ran out beyond the one time of the last signal.
    int overrun;
};

static struct signal_timer timers[TIMERS_MOST];

/// Sends the signal of a timer that ran out `times` times.
static void expire(struct signal_timer *timer, uint64_t times) {
    struct signal_info info = {.signal = timer->event.signal, .code = SI_TIMER};

    timer->overrun = times - 1 > 0x7fffffff ? 0x7fffffff : (int)(times - 1);
    info.process = timer - timers;
    info.user = timer->overrun;
    info.value = timer->event.value;
    if (timer->event.notify == SIGEV_NONE)
        return;
    if (timer->event.notify == SIGEV_THREAD_ID && timer->event.thread != thread_id && thread_signal)
        thread_signal(timer->event.thread, info.signal, SI_TIMER);
    else
        signal_post(&info);
}

/// Looks at one timer; returns whether it has run out.
static int look(struct signal_timer *timer, uint64_t now) {
    uint64_t times = 1;

    if (!timer->deadline || now < timer->deadline)
        return 0;
    if (timer->interval) {
        times += (now - timer->deadline) / timer->interval;
        timer->deadline += times * timer->interval;
    } else {
        timer->deadline = 0;
    }
    expire(timer, times);
    return 1;
}

/// Looks at all timers; returns when the first of them runs out.
static uint64_t poll_timers(unsigned *work) {
    uint64_t now = clock_monotonic(), earliest = 0;

    for (int i = 0; i < TIMERS_MOST; i++) {
        *work += look(&timers[i], now);
        if (timers[i].deadline && (!earliest || timers[i].deadline < earliest))
            earliest = timers[i].deadline;
    }
    return earliest;
}

/// Returns the timer `id`, or null.
static struct signal_timer *find(int id) {
    return (unsigned)id < TIMERS_MOST && timers[id].is_used ? &timers[id] : NULL;
}

/// Makes a timer, which does not run yet.
SYSTEM_CALL(timer_create, long, clockid_t clock, const struct timer_event *event, int *id) {
    static struct poller poller = {.poll = poll_timers};
    static int is_polled;
    struct timer_event signal = {.signal = SIGALRM, .notify = SIGEV_SIGNAL};
    int number = 0;

    // Linux has clocks that time nothing, too.
    if (clock >= CLOCK_PROCESS_CPUTIME_ID && clock <= CLOCK_MONOTONIC_COARSE)
        return -EOPNOTSUPP;
    if (clock != CLOCK_REALTIME && clock != CLOCK_MONOTONIC && clock != CLOCK_BOOTTIME)
        return -EINVAL;
    while (number < TIMERS_MOST && timers[number].is_used)
        number++;
    if (number == TIMERS_MOST)
        return -EAGAIN;
    signal.value.sival_int = number;
    if (event)
        signal = *event;
    if ((signal.notify != SIGEV_SIGNAL && signal.notify != SIGEV_NONE &&
         signal.notify != SIGEV_THREAD_ID) ||
        (signal.notify != SIGEV_NONE && (signal.signal < 1 || signal.signal > SIGNAL_LAST)))
        return -EINVAL;
    if (!is_polled)
        poller_add(&poller);
    is_polled = 1;
    timers[number] = (struct signal_timer){.is_used = 1, .clock = clock, .event = signal};
    *id = number;
    return 0;
}

/// Tells how a timer is set.
static void tell(struct signal_timer *timer, struct itimerspec *value) {
    uint64_t now = clock_monotonic(), left = 0;

    look(timer, now);
    if (timer->deadline)
        left = timer->deadline - now;
    value->it_interval =
        (struct timespec){timer->interval / NANOSECONDS, timer->interval % NANOSECONDS};
    value->it_value = (struct timespec){left / NANOSECONDS, left % NANOSECONDS};
}

/// Returns whether a time is none.
static int invalid(const struct timespec *time) {
    return time->tv_sec < 0 || (unsigned long)time->tv_nsec >= NANOSECONDS;
}

/// Sets a timer and tells how it was set.
SYSTEM_CALL(timer_settime, long, int id, int flags, const struct itimerspec *new,
            struct itimerspec *old) {
    struct signal_timer *timer = find(id);
    uint64_t first, now = clock_monotonic(), difference;

    if (!timer || invalid(&new->it_value) || invalid(&new->it_interval))
        return -EINVAL;
    if (old)
        tell(timer, old);
    first = new->it_value.tv_sec * NANOSECONDS + new->it_value.tv_nsec;
    if (first && !(flags & TIMER_ABSTIME)) {
        first += now;
    } else if (first && timer->clock == CLOCK_REALTIME) {
        difference = clock_realtime() - now;
        first = first > difference ? first - difference : 1;
    }
    timer->deadline = first;
    timer->interval = new->it_interval.tv_sec * NANOSECONDS + new->it_interval.tv_nsec;
    timer->overrun = 0;
    return 0;
}

/// Tells how a timer is set.
SYSTEM_CALL(timer_gettime, long, int id, struct itimerspec *value) {
    struct signal_timer *timer = find(id);

    if (!timer)
        return -EINVAL;
    tell(timer, value);
    return 0;
}

/// Tells how often a timer ran out beyond the one time of its last signal.
SYSTEM_CALL(timer_getoverrun, long, int id) {
    struct signal_timer *timer = find(id);

    return timer ? timer->overrun : -EINVAL;
}

/// Ends a timer.
SYSTEM_CALL(timer_delete, long, int id) {
    struct signal_timer *timer = find(id);

    if (!timer)
        return -EINVAL;
    memset(timer, 0, sizeof *timer);
    return 0;
}
