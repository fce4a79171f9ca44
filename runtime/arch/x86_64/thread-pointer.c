// The thread pointer: the base of FS, at which stands its own address (System V ABI for AMD64 and
// "ELF Handling For Thread-Local Storage", 4.4.6). Analyses know from component.json that what is
// read of it, here or by `mov %fs:0`, is what was set here.

#include "arch/x86_64/cpu.h"

/// The model-specific register that holds the base of FS.
#define MSR_FS_BASE 0xc0000100

/// Makes `pointer` the thread pointer.
void thread_pointer_set(uintptr_t pointer) {
    msr_write(MSR_FS_BASE, pointer);
}

/// Returns the thread pointer.
uintptr_t thread_pointer_get(void) {
    return msr_read(MSR_FS_BASE);
}
