// prctl, as far as it concerns what there is here; and the registers of segments.

#include <errno.h>
#include <string.h>
#include <sys/prctl.h>

#include "arch/x86_64/cpu.h"
#include "system-calls/system-call.h"

// The codes of arch_prctl, and the register for GS.
enum { ARCH_SET_GS = 0x1001, ARCH_SET_FS, ARCH_GET_FS, ARCH_GET_GS };
#define MSR_GS_BASE 0xc0000101

#define NAME_SIZE 16

/// The slack of timers that every process starts with, in nanoseconds.
#define SLACK_DEFAULT 50000

/// The capabilities that Linux has names for.
#define CAPABILITIES 41

static char thread_name[NAME_SIZE] = "app";

/// What the process says of itself; nothing depends on it.
static unsigned char keeps_capabilities, has_no_new_privileges, is_subreaper, has_no_huge_pages;
static unsigned char is_dumpable = 1;
static int death_signal;
static unsigned long slack = SLACK_DEFAULT;

/// Sets a flag that is 0 or 1.
static long set_flag(unsigned char *flag, unsigned long value) {
    if (value > 1)
        return -EINVAL;
    *flag = value;
    return 0;
}

/// Sets something about the process.
static long set(int option, unsigned long a, unsigned long rest) {
    switch (option) {
    case PR_SET_NAME:
        strncpy(thread_name, (const char *)a, NAME_SIZE - 1);
        return 0;
    case PR_SET_DUMPABLE:
        return set_flag(&is_dumpable, a);
    case PR_SET_KEEPCAPS:
        return set_flag(&keeps_capabilities, a);
    case PR_SET_PDEATHSIG:
        if (a > 64)
            return -EINVAL;
        death_signal = a;
        return 0;
    case PR_SET_NO_NEW_PRIVS:
        return a != 1 || rest ? -EINVAL : set_flag(&has_no_new_privileges, 1);
    case PR_SET_TIMERSLACK:
        slack = (long)a > 0 ? a : SLACK_DEFAULT;
        return 0;
    case PR_SET_CHILD_SUBREAPER:
        is_subreaper = a != 0;
        return 0;
    case PR_SET_THP_DISABLE:
        has_no_huge_pages = a != 0;
        return rest ? -EINVAL : 0;
    default:
        return -EINVAL;
    }
}

/// Tells or sets something about the process.
SYSTEM_CALL(prctl, long, int option, unsigned long a, unsigned long b, unsigned long c,
            unsigned long d) {
    switch (option) {
    case PR_GET_NAME:
        memcpy((char *)a, thread_name, NAME_SIZE);
        return 0;
    case PR_GET_DUMPABLE:
        return is_dumpable;
    case PR_GET_KEEPCAPS:
        return keeps_capabilities;
    case PR_GET_PDEATHSIG:
        *(int *)a = death_signal;
        return 0;
    case PR_GET_NO_NEW_PRIVS:
        return a | b | c | d ? -EINVAL : has_no_new_privileges;
    case PR_GET_TIMERSLACK:
        return slack;
    case PR_GET_CHILD_SUBREAPER:
        *(int *)a = is_subreaper;
        return 0;
    case PR_GET_THP_DISABLE:
        return a | b | c | d ? -EINVAL : has_no_huge_pages;
    case PR_CAPBSET_READ:
        return a < CAPABILITIES ? 1 : -EINVAL;
    case PR_GET_SECCOMP:
    case PR_GET_SECUREBITS:
    case PR_GET_TIMING:
        return 0;
    default:
        return set(option, a, b | c | d);
    }
}

/// Tells or sets the base of FS or GS.
SYSTEM_CALL(arch_prctl, long, int code, unsigned long address) {
    switch (code) {
    case ARCH_SET_FS:
        thread_pointer_set(address);
        return 0;
    case ARCH_SET_GS:
        msr_write(MSR_GS_BASE, address);
        return 0;
    case ARCH_GET_FS:
        *(uint64_t *)address = thread_pointer_get();
        return 0;
    case ARCH_GET_GS:
        *(uint64_t *)address = msr_read(MSR_GS_BASE);
        return 0;
    default:
        return -EINVAL;
    }
}
