// epoll: waiting.

#include <errno.h>

#include "events/epoll.h"
#include "files/poll.h"
#include "files/wait.h"
#include "time/clock.h"
#include "time/poller.h"

/// The marks of an interest whose events were all switched off: by EPOLLONESHOT.
#define SILENT (EPOLLET | EPOLLONESHOT)

/// Reports what the interests in the list have, at most `most`; returns how many did.
static int report(struct epoll *epoll, struct epoll_event *events, int most) {
    struct interest *interest = epoll->first, *next, **end = epoll->last;
    int count = 0;

    // The list is taken out and those with more to report go back to its end.
    epoll->first = NULL;
    epoll->last = &epoll->first;
    for (; interest && count < most; interest = next) {
        unsigned found = poll_file(interest->file) & interest_mask(interest);

        next = interest->next;
        interest->is_ready = 0;
        if (!found || !(interest->events & ~SILENT))
            continue;
        events[count].events = found;
        events[count++].data.u64 = interest->data;
        if (interest->events & EPOLLONESHOT)
            interest->events &= SILENT;
        else if (!(interest->events & EPOLLET))
            interest_queue(interest);
    }
    if (interest) {
        // Those that were not asked stay first.
        struct interest *asked = epoll->first;

        *end = asked;
        if (!asked)
            epoll->last = end;
        epoll->first = interest;
    }
    return count;
}

/// Puts those that nobody tells about changes into the list.
static void look(struct epoll *epoll) {
    struct interest *next;

    for (struct interest *interest = epoll->unwatched; interest; interest = next) {
        next = interest->next_unwatched;
        if (file_get(interest->descriptor) != interest->file)
            interest_free(interest);
        else if (poll_file(interest->file) & interest_mask(interest))
            interest_queue(interest);
    }
}

/// Waits until there is something to report, at most for `timeout` unless it is null.
long epoll_collect(int descriptor, struct epoll_event *events, int most,
                   const struct timespec *timeout) {
    struct file *file = file_get(descriptor);
    struct epoll *epoll = file ? epoll_of(file) : NULL;
    uint64_t deadline = timeout ? clock_deadline(timeout) : 0;
    unsigned work = 0;
    int has_polled = 0;
    long count, problem;

    if (!file)
        return -EBADF;
    if (!epoll || most <= 0)
        return -EINVAL;
    // Who waits has devices asked; who finds something without, or may not wait, has not.
    if (epoll->first) {
        has_polled = 1;
        pollers_run(&work);
    }
    for (;;) {
        look(epoll);
        count = report(epoll, events, most);
        if (count)
            return count;
        problem = file_wait(file, deadline);
        if (problem == -ETIMEDOUT && !has_polled) {
            has_polled = 1;
            pollers_run(&work);
        } else if (problem) {
            return problem == -ETIMEDOUT ? 0 : problem;
        }
    }
}
