// The end of a thread whose stack goes with it.

#include <stdlib.h>

#include "process/threads.h"

/// Ends the thread. Only threads that were made by clone come here.
_Noreturn void __unmapself(void *stack, size_t size) {
    if (thread_end)
        thread_end(stack, size);
    _Exit(0);
}
