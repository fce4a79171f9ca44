// System calls from the replacements of musl's assembly, made as musl's C makes them, so that the
// compiler turns them into calls of the handlers, or lists them when there is none.

#ifndef RUNTIME_LIBC_SYSTEM_CALL_H
#define RUNTIME_LIBC_SYSTEM_CALL_H

#include <sys/syscall.h>

/// Makes a system call with six arguments.
static inline long system_call6(long number, long a, long b, long c, long d, long e, long f) {
    register long r10 __asm__("r10") = d;
    register long r8 __asm__("r8") = e;
    register long r9 __asm__("r9") = f;
    long result;

    __asm__ volatile("syscall"
                     : "=a"(result)
                     : "a"(number), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9)
                     : "rcx", "r11", "memory");
    return result;
}

/// Makes a system call without arguments.
static inline long system_call0(long number) {
    long result;

    __asm__ volatile("syscall" : "=a"(result) : "a"(number) : "rcx", "r11", "memory");
    return result;
}

#endif
