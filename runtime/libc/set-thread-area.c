// The thread pointer.

#include "arch/x86_64/cpu.h"

/// Sets the base of FS, which is what musl finds its thread by.
int __set_thread_area(void *thread) {
    msr_write(MSR_FS_BASE, (uintptr_t)thread);
    return 0;
}
