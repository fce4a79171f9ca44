// Waiting for many descriptors: epoll.

#ifndef RUNTIME_EVENTS_EPOLL_H
#define RUNTIME_EVENTS_EPOLL_H

#include <sys/epoll.h>
#include <time.h>

#include "files/file.h"
#include "files/watch.h"

struct interest;

/// What an epoll descriptor stands for.
struct epoll {
    /// The next of all.
    struct epoll *next;
    /// The interests by descriptor, and how many descriptors there is room for.
    struct interest **interests;
    unsigned size;
    /// Those that may have something to report, in the order in which they got it.
    struct interest *first, **last;
    /// Those that nobody tells about changes, so that they are looked at each time.
    struct interest *unwatched;
    /// Who waits for this one.
    struct watch_list watches;
};

/// A descriptor that an epoll looks after.
struct interest {
    /// First, so that the watch names the interest.
    struct file_watch watch;
    struct epoll *epoll;
    struct file *file;
    int descriptor;
    unsigned events;
    uint64_t data;
    /// The next in the list of those with something to report, and whether it is there.
    struct interest *next;
    unsigned char is_ready, is_watched;
    /// The next that nobody tells about changes.
    struct interest *next_unwatched;
};

long epoll_open(int flags);
long epoll_change(int descriptor, int operation, int target, const struct epoll_event *event);
long epoll_collect(int descriptor, struct epoll_event *events, int most,
                   const struct timespec *timeout);
struct epoll *epoll_of(struct file *file);
void interest_free(struct interest *interest);
void interest_queue(struct interest *interest);

/// Returns the events of an interest that are reported: ERR and HUP always are.
static inline unsigned interest_mask(const struct interest *interest) {
    return (interest->events & 0xffff) | EPOLLERR | EPOLLHUP;
}

#endif
