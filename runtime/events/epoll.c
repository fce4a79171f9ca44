// epoll: the descriptor and its interests.

#define _GNU_SOURCE
#include "events/epoll.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/stat.h>

#include "files/poll.h"
#include "memory/blocks.h"

/// All epolls.
static struct epoll *epolls;

/// Ends the interests in a file that ends while what is behind it lives on.
static void forget(struct file *file) {
    for (struct epoll *epoll = epolls; epoll; epoll = epoll->next)
        for (unsigned i = 0; i < epoll->size; i++)
            if (epoll->interests[i] && epoll->interests[i]->file == file)
                interest_free(epoll->interests[i]);
}

/// Returns whether there may be something to report.
static unsigned poll_epoll(struct file *file, struct file_watch *watch) {
    struct epoll *epoll = file->object;

    watch_add(&epoll->watches, watch);
    return epoll->first ? POLLIN | POLLRDNORM : 0;
}

/// Describes an epoll descriptor.
static long status(struct file *file, struct stat *status) {
    *status = (struct stat){.st_mode = 0600, .st_nlink = 1, .st_blksize = 4096};
    return 0;
}

/// Ends an epoll descriptor and its interests.
static void release(struct file *file) {
    struct epoll *epoll = file->object, **link = &epolls;

    while (*link != epoll)
        link = &(*link)->next;
    *link = epoll->next;
    watch_end(&epoll->watches);
    for (unsigned i = 0; i < epoll->size; i++)
        if (epoll->interests[i])
            interest_free(epoll->interests[i]);
    if (epoll->size)
        block_free(epoll->interests, epoll->size * sizeof *epoll->interests);
    block_free(epoll, sizeof *epoll);
    file_free(file);
}

static const struct file_operations operations = {
    .poll = poll_epoll,
    .status = status,
    .release = release,
};

/// Makes an epoll descriptor.
long epoll_open(int flags) {
    struct epoll *epoll = block_allocate_zeroed(sizeof *epoll);
    struct file *file;

    if (!epoll)
        return -ENOMEM;
    file = file_create(&operations, O_RDWR);
    if (!file) {
        block_free(epoll, sizeof *epoll);
        return -ENOMEM;
    }
    epoll->last = &epoll->first;
    epoll->next = epolls;
    epolls = epoll;
    file_forget = forget;
    file->object = epoll;
    return descriptor_open(file, flags);
}

/// Returns what an open file stands for when it is an epoll's, or null.
struct epoll *epoll_of(struct file *file) {
    return file->operations == &operations ? file->object : NULL;
}

/// Puts an interest last into the list of those with something to report.
void interest_queue(struct interest *interest) {
    struct epoll *epoll = interest->epoll;

    if (interest->is_ready)
        return;
    interest->is_ready = 1;
    interest->next = NULL;
    *epoll->last = interest;
    epoll->last = &interest->next;
    watch_tell(&epoll->watches, POLLIN | POLLRDNORM);
}

/// Takes an interest out of the list of those with something to report.
static void unqueue(struct interest *interest) {
    struct epoll *epoll = interest->epoll;
    struct interest **link = &epoll->first;

    while (*link != interest)
        link = &(*link)->next;
    *link = interest->next;
    if (!*link)
        epoll->last = link;
    interest->is_ready = 0;
}

/// Ends an interest.
void interest_free(struct interest *interest) {
    struct epoll *epoll = interest->epoll;

    if (interest->is_ready)
        unqueue(interest);
    if (interest->is_watched) {
        if (interest->watch.link)
            watch_remove(&interest->watch);
    } else {
        struct interest **link = &epoll->unwatched;

        while (*link != interest)
            link = &(*link)->next_unwatched;
        *link = interest->next_unwatched;
    }
    epoll->interests[interest->descriptor] = NULL;
    block_free(interest, sizeof *interest);
}

/// Notes a change of the file; without events, its end.
static void changed(struct file_watch *watch, unsigned events) {
    struct interest *interest = (struct interest *)watch;

    if (!events) {
        // What is behind the file ends, and tells all who watch it: nobody is left to be told
        // later.
        watch->link = NULL;
        interest->file->flags &= ~FILE_IS_WATCHED;
        interest_free(interest);
    } else if (events & interest_mask(interest)) {
        interest_queue(interest);
    }
}

/// Makes room for a descriptor.
static int reserve(struct epoll *epoll, unsigned descriptor) {
    unsigned size = epoll->size ? epoll->size : 16;
    struct interest **interests;

    if (descriptor < epoll->size)
        return 1;
    while (size <= descriptor)
        size *= 2;
    interests = block_allocate_zeroed(size * sizeof *interests);
    if (!interests)
        return 0;
    if (epoll->size) {
        memcpy(interests, epoll->interests, epoll->size * sizeof *interests);
        block_free(epoll->interests, epoll->size * sizeof *interests);
    }
    epoll->interests = interests;
    epoll->size = size;
    return 1;
}

/// Adds an interest.
static long add(struct epoll *epoll, struct file *file, int descriptor,
                const struct epoll_event *event) {
    struct interest *interest =
        reserve(epoll, descriptor) ? block_allocate_zeroed(sizeof *interest) : NULL;
    unsigned events;

    if (!interest)
        return -ENOMEM;
    interest->epoll = epoll;
    interest->file = file;
    interest->descriptor = descriptor;
    interest->events = event->events;
    interest->data = event->data.u64;
    interest->watch.changed = changed;
    epoll->interests[descriptor] = interest;
    file->flags |= FILE_IS_WATCHED;
    events = file->operations->poll(file, &interest->watch);
    interest->is_watched = interest->watch.link != NULL;
    if (!interest->is_watched) {
        interest->next_unwatched = epoll->unwatched;
        epoll->unwatched = interest;
    }
    if (events & interest_mask(interest))
        interest_queue(interest);
    return 0;
}

/// Adds, changes or removes an interest in `target`.
long epoll_change(int descriptor, int operation, int target, const struct epoll_event *event) {
    struct file *file = file_get(descriptor), *watched = file_get(target);
    struct epoll *epoll;
    struct interest *interest;

    if (!file || !watched)
        return -EBADF;
    epoll = epoll_of(file);
    if (!epoll || file == watched)
        return -EINVAL;
    if (!watched->operations->poll)
        return -EPERM;
    interest = (unsigned)target < epoll->size ? epoll->interests[target] : NULL;
    // The descriptor may name another file by now, while the old one lives on under another name.
    if (interest && interest->file != watched) {
        interest_free(interest);
        interest = NULL;
    }
    if (operation < EPOLL_CTL_ADD || operation > EPOLL_CTL_MOD)
        return -EINVAL;
    if (operation == EPOLL_CTL_ADD)
        return interest ? -EEXIST : add(epoll, watched, target, event);
    if (!interest)
        return -ENOENT;
    switch (operation) {
    case EPOLL_CTL_DEL:
        interest_free(interest);
        return 0;
    case EPOLL_CTL_MOD:
        interest->events = event->events;
        interest->data = event->data.u64;
        if (poll_file(watched) & interest_mask(interest))
            interest_queue(interest);
        return 0;
    default:
        return -EINVAL;
    }
}
