// System calls that end when their thread is cancelled.

#include "libc/system-call.h"

long __cancel(void);

/// musl asks whether a signal came between these two marks, from where it could jump to the third.
/// A signal never does: it comes inside the handler of the system call, which then returns -EINTR.
const char __cp_begin[1];
extern const char __cp_end[1] __attribute__((alias("__cp_begin")));
extern const char __cp_cancel[1] __attribute__((alias("__cp_begin")));

/// Makes a system call unless the thread is cancelled.
long __syscall_cp_asm(volatile int *cancelled, long number, long a, long b, long c, long d, long e,
                      long f) {
    if (*cancelled)
        return __cancel();
    return system_call6(number, a, b, c, d, e, f);
}
