// Making a process.

#include "libc/system-call.h"

long __syscall_ret(unsigned long result);

/// Makes a process that shares the memory of this one.
int vfork(void) {
    return __syscall_ret(system_call0(SYS_vfork));
}
