// The end of a thread whose stack goes with it.

#include <stdlib.h>

/// Ends the thread. Only threads that were made by clone come here.
_Noreturn void __unmapself(void *stack, size_t size) {
    _Exit(0);
}
