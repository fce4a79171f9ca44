// Being told when a file becomes ready, for whoever waits for many files at once.
//
// An object behind files (a pipe, a socket) has a list of watches. `poll` enters a watch into it;
// when the object changes, it tells all of them. Who waits for few files passes no watch and asks
// again after `file_wait`.

#ifndef RUNTIME_FILES_WATCH_H
#define RUNTIME_FILES_WATCH_H

#include <stddef.h>

/// Someone who wants to be told.
struct file_watch {
    struct file_watch *next, **link;
    /// Called with the POLL… events that hold now; 0 when the object goes away, after which the
    /// watch is out of the list.
    void (*changed)(struct file_watch *watch, unsigned events);
};

struct file;

/// Set whenever someone was told of a change; the scheduler looks at it.
extern unsigned char watch_happened;

/// The mark, among the flags of an open file, that someone who watches it must know of its end.
#define FILE_IS_WATCHED (1u << 30)

/// Called with an open file that carries the mark, when it ends; set by who makes such marks.
extern void (*file_forget)(struct file *file);

/// Those who watch an object.
struct watch_list {
    struct file_watch *first;
};

/// Enters `watch`, unless null, into `list`.
static inline void watch_add(struct watch_list *list, struct file_watch *watch) {
    if (!watch)
        return;
    watch->next = list->first;
    watch->link = &list->first;
    if (list->first)
        list->first->link = &watch->next;
    list->first = watch;
}

/// Takes `watch` out of its list.
static inline void watch_remove(struct file_watch *watch) {
    *watch->link = watch->next;
    if (watch->next)
        watch->next->link = watch->link;
}

/// Tells all watches of `list` that `events` hold now.
static inline void watch_tell(struct watch_list *list, unsigned events) {
    watch_happened = 1;
    for (struct file_watch *watch = list->first, *next; watch; watch = next) {
        next = watch->next;
        watch->changed(watch, events);
    }
}

/// Takes all watches out of `list`, whose object goes away, and tells them.
static inline void watch_end(struct watch_list *list) {
    watch_happened = 1;
    while (list->first) {
        struct file_watch *watch = list->first;

        watch_remove(watch);
        watch->changed(watch, 0);
    }
}

#endif
