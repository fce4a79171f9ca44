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

static char thread_name[NAME_SIZE] = "app";

/// Tells or sets something about the process.
SYSTEM_CALL(prctl, long, int option, unsigned long a, unsigned long b, unsigned long c,
            unsigned long d) {
    switch (option) {
    case PR_SET_NAME:
        strncpy(thread_name, (const char *)a, NAME_SIZE - 1);
        return 0;
    case PR_GET_NAME:
        memcpy((char *)a, thread_name, NAME_SIZE);
        return 0;
    case PR_GET_DUMPABLE:
    case PR_SET_DUMPABLE:
    case PR_SET_KEEPCAPS:
    case PR_SET_PDEATHSIG:
    case PR_SET_NO_NEW_PRIVS:
    case PR_SET_TIMERSLACK:
        return 0;
    default:
        return -EINVAL;
    }
}

/// Tells or sets the base of FS or GS.
SYSTEM_CALL(arch_prctl, long, int code, unsigned long address) {
    switch (code) {
    case ARCH_SET_FS:
        msr_write(MSR_FS_BASE, address);
        return 0;
    case ARCH_SET_GS:
        msr_write(MSR_GS_BASE, address);
        return 0;
    case ARCH_GET_FS:
        *(uint64_t *)address = msr_read(MSR_FS_BASE);
        return 0;
    case ARCH_GET_GS:
        *(uint64_t *)address = msr_read(MSR_GS_BASE);
        return 0;
    default:
        return -EINVAL;
    }
}
