// timerfd: a timer as an open file.

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/timerfd.h>

#include "events/events.h"
#include "files/file.h"
#include "files/wait.h"
#include "files/watch.h"
#include "memory/blocks.h"
#include "time/clock.h"
#include "time/poller.h"

/// What a timerfd stands for.
struct timer {
    struct timer *next;
    int clock;
    /// When it runs out next, by the monotonic clock, or 0; and after how much time again.
    uint64_t deadline, interval;
    /// How often it ran out since someone asked.
    uint64_t count;
    struct watch_list watches;
};

/// All timers.
static struct timer *timers;

/// Counts how often a timer has run out until `now`; returns whether it did anew.
static int count_timer(struct timer *timer, uint64_t now) {
    uint64_t times = 1;

    if (!timer->deadline || now < timer->deadline)
        return 0;
    if (timer->interval) {
        times += (now - timer->deadline) / timer->interval;
        timer->deadline += times * timer->interval;
    } else {
        timer->deadline = 0;
    }
    timer->count += times;
    return 1;
}

/// Tells those who watch a timer when it has run out; returns when the first does.
static uint64_t poll_timers(unsigned *work) {
    uint64_t now = timers ? clock_monotonic() : 0, earliest = 0;

    for (struct timer *timer = timers; timer; timer = timer->next) {
        if (count_timer(timer, now)) {
            ++*work;
            watch_tell(&timer->watches, POLLIN | POLLRDNORM);
        }
        if (timer->deadline && (!earliest || timer->deadline < earliest))
            earliest = timer->deadline;
    }
    return earliest;
}

/// Takes the count.
static long take(struct file *file, const struct iovec *vector, int count, off_t *position) {
    struct timer *timer = file->object;

    if (!count || vector->iov_len < sizeof timer->count)
        return -EINVAL;
    count_timer(timer, clock_monotonic());
    while (!timer->count) {
        long problem = file->flags & O_NONBLOCK ? -EAGAIN : file_wait(file, 0);

        if (problem)
            return problem;
    }
    memcpy(vector->iov_base, &timer->count, sizeof timer->count);
    timer->count = 0;
    return sizeof timer->count;
}

/// Returns what can be done now.
static unsigned poll_timer(struct file *file, struct file_watch *watch) {
    struct timer *timer = file->object;

    watch_add(&timer->watches, watch);
    count_timer(timer, clock_monotonic());
    return timer->count ? POLLIN | POLLRDNORM : 0;
}

/// Describes the file.
static long status(struct file *file, struct stat *status) {
    *status = (struct stat){.st_mode = 0600, .st_nlink = 1, .st_blksize = 4096};
    return 0;
}

/// Ends a timer.
static void release(struct file *file) {
    struct timer *timer = file->object, **link = &timers;

    while (*link != timer)
        link = &(*link)->next;
    *link = timer->next;
    watch_end(&timer->watches);
    block_free(timer, sizeof *timer);
    file_free(file);
}

static const struct file_operations operations = {
    .read = take,
    .poll = poll_timer,
    .status = status,
    .release = release,
};

/// Makes a timer.
long timer_open(int clock, int flags) {
    static struct poller poller = {.poll = poll_timers};
    static int is_polled;
    struct timer *timer;
    struct file *file;

    if (flags & ~(TFD_CLOEXEC | TFD_NONBLOCK) ||
        (clock != CLOCK_REALTIME && clock != CLOCK_MONOTONIC && clock != CLOCK_BOOTTIME))
        return -EINVAL;
    timer = block_allocate_zeroed(sizeof *timer);
    if (!timer)
        return -ENOMEM;
    file = file_create(&operations, O_RDONLY | (flags & O_NONBLOCK));
    if (!file) {
        block_free(timer, sizeof *timer);
        return -ENOMEM;
    }
    if (!is_polled)
        poller_add(&poller);
    is_polled = 1;
    timer->clock = clock;
    timer->next = timers;
    timers = timer;
    file->object = timer;
    return descriptor_open(file, flags);
}

/// Finds the timer that a descriptor names.
static long find(int descriptor, struct timer **timer) {
    struct file *file = file_get(descriptor);

    if (!file)
        return -EBADF;
    if (file->operations != &operations)
        return -EINVAL;
    *timer = file->object;
    return 0;
}

/// Returns a time as seconds and nanoseconds.
static struct timespec to_timespec(uint64_t time) {
    return (struct timespec){time / NANOSECONDS, time % NANOSECONDS};
}

/// Tells how a timer is set.
static void tell(struct timer *timer, struct itimerspec *value) {
    uint64_t now = clock_monotonic();

    count_timer(timer, now);
    value->it_interval = to_timespec(timer->interval);
    value->it_value = to_timespec(timer->deadline ? timer->deadline - now : 0);
}

/// Returns whether a time is none.
static int invalid(const struct timespec *time) {
    return time->tv_sec < 0 || (unsigned long)time->tv_nsec >= NANOSECONDS;
}

/// Sets a timer and tells how it was set.
long timer_change(int descriptor, int flags, const struct itimerspec *new, struct itimerspec *old) {
    struct timer *timer;
    uint64_t first, now = clock_monotonic();
    long problem = find(descriptor, &timer);

    if (problem)
        return problem;
    if (flags & ~(TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET) || invalid(&new->it_value) ||
        invalid(&new->it_interval))
        return -EINVAL;
    if (old)
        tell(timer, old);
    first = new->it_value.tv_sec * NANOSECONDS + new->it_value.tv_nsec;
    if (first && !(flags & TFD_TIMER_ABSTIME))
        first += now;
    else if (first && timer->clock == CLOCK_REALTIME)
        first -= clock_realtime() - now < first ? clock_realtime() - now : first - 1;
    timer->deadline = first;
    timer->interval = new->it_interval.tv_sec * NANOSECONDS + new->it_interval.tv_nsec;
    timer->count = 0;
    return 0;
}

/// Tells how a timer is set.
long timer_read(int descriptor, struct itimerspec *value) {
    struct timer *timer;
    long problem = find(descriptor, &timer);

    if (!problem)
        tell(timer, value);
    return problem;
}
