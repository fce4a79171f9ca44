// Making a thread.

#include "threads/thread.h"

int __clone(int (*function)(void *), void *stack, int flags, void *argument, int *parent,
            void *thread, int *child);

/// Makes a thread that runs `function` on `stack`.
int __clone(int (*function)(void *), void *stack, int flags, void *argument, int *parent,
            void *thread, int *child) {
    return thread_create(function, stack, flags, argument, parent, thread, child);
}
