// Changing users and groups.
//
// musl lets every thread make the system call, because the threads of Linux each have users and
// groups of their own. Here all threads have the same, so one call does; and each of the numbers
// that musl passes is a call of its own, so that the compiler sees which there are.

#include "libc/system-call.h"

int __setxid(int number, int id, int effective, int saved);
long __syscall_ret(unsigned long result);

/// Makes the system call `number`, one of those that change users and groups.
int __setxid(int number, int id, int effective, int saved) {
    long result;

    switch (number) {
    case SYS_setuid:
        result = system_call6(SYS_setuid, id, 0, 0, 0, 0, 0);
        break;
    case SYS_setgid:
        result = system_call6(SYS_setgid, id, 0, 0, 0, 0, 0);
        break;
    case SYS_setreuid:
        result = system_call6(SYS_setreuid, id, effective, 0, 0, 0, 0);
        break;
    case SYS_setregid:
        result = system_call6(SYS_setregid, id, effective, 0, 0, 0, 0);
        break;
    case SYS_setresuid:
        result = system_call6(SYS_setresuid, id, effective, saved, 0, 0, 0);
        break;
    case SYS_setresgid:
        result = system_call6(SYS_setresgid, id, effective, saved, 0, 0, 0);
        break;
    default:
        __builtin_unreachable();
    }
    return __syscall_ret(result);
}
