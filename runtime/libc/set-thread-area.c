// The thread pointer.

#include "arch/x86_64/cpu.h"

/// Sets the base of FS, which is what musl finds its thread by.
int __set_thread_area(void *thread) {
    thread_pointer_set((uintptr_t)thread);
    return 0;
}
