// Making a thread, and ending one whose stack goes with it.

#include <errno.h>
#include <stdlib.h>

#include "libc/system-call.h"

/// Makes a thread that runs `function`. The system call does not know the function, so that it
/// cannot serve yet.
int __clone(int (*function)(void *), void *stack, int flags, void *argument, int *parent,
            void *thread, int *child) {
    return system_call6(SYS_clone, flags, (long)stack, (long)parent, (long)child, (long)thread, 0);
}
