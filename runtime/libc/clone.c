// Making a thread.

#define _GNU_SOURCE
#include <errno.h>
#include <sched.h>
#include <stdarg.h>

#include "threads/thread.h"

int __clone(int (*function)(void *), void *stack, int flags, void *argument, ...);

/// Makes a thread that runs `function` on `stack`. The further arguments are there only for
/// threads; who wants a process passes none.
int __clone(int (*function)(void *), void *stack, int flags, void *argument, ...) {
    int *parent, *child;
    void *thread;
    va_list rest;

    if (!(flags & CLONE_THREAD))
        return -ENOSYS;
    va_start(rest, argument);
    parent = va_arg(rest, int *);
    thread = va_arg(rest, void *);
    child = va_arg(rest, int *);
    va_end(rest);
    return thread_create(function, stack, flags, argument, parent, thread, child);
}
