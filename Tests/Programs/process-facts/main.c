/* What a process may ask and say about itself: capabilities, personality, scheduling, priorities of
   reading, memory policies, prctl, its own memory by way of its number, steering of the clock. */
#define _GNU_SOURCE
#include <errno.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/timex.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

/* Prints a result or the error. */
static void tell(const char *label, long result) {
    if (result < 0)
        printf("%s: %s\n", label, strerror(errno));
    else
        printf("%s: %ld\n", label, result);
}

/* Capabilities, which can be given up but not got back. */
static void capabilities(void) {
    struct {
        unsigned version;
        int process;
    } header = {0x20080522, 0};
    unsigned sets[6], none[6] = {0};

    tell("capget", syscall(SYS_capget, &header, sets));
    printf("kill: %d %d\n", sets[0] >> 5 & 1, sets[1] >> 5 & 1);
    sets[0] &= ~(1u << 5);
    sets[1] &= ~(1u << 5);
    tell("capset", syscall(SYS_capset, &header, sets));
    syscall(SYS_capget, &header, sets);
    printf("kill: %d %d\n", sets[0] >> 5 & 1, sets[1] >> 5 & 1);
    sets[1] |= 1u << 5;
    tell("back", syscall(SYS_capset, &header, sets));
    sets[1] &= ~(1u << 5);
    sets[0] |= 1u << 5;
    tell("not permitted", syscall(SYS_capset, &header, sets));
    header.version = 1;
    tell("version", syscall(SYS_capget, &header, sets));
    printf("version %x\n", header.version);
    header.process = -1;
    tell("other", syscall(SYS_capget, &header, none));
}

/* Policies of scheduling and priorities of reading. */
static void scheduling(void) {
    struct sched_param plain = {0}, high = {.sched_priority = 1000};
    unsigned attributes[12] = {0};
    struct timespec turn;

    tell("policy", syscall(SYS_sched_getscheduler, 0));
    tell("batch", syscall(SYS_sched_setscheduler, 0, SCHED_BATCH, &plain));
    tell("policy", syscall(SYS_sched_getscheduler, 0));
    tell("param", syscall(SYS_sched_getparam, 0, &plain));
    tell("set param", syscall(SYS_sched_setparam, 0, &plain));
    printf("priority %d\n", plain.sched_priority);
    tell("too high", syscall(SYS_sched_setscheduler, 0, SCHED_FIFO, &high));
    tell("no policy", syscall(SYS_sched_setscheduler, 0, 99, &plain));
    tell("nobody", syscall(SYS_sched_getscheduler, 999999));
    tell("negative", syscall(SYS_sched_getscheduler, -1));
    tell("interval", syscall(SYS_sched_rr_get_interval, 0, &turn));
    tell("attributes", syscall(SYS_sched_getattr, 0, attributes, 48, 0));
    printf("policy %u priority %u\n", attributes[1], attributes[5]);
    attributes[1] = SCHED_OTHER;
    tell("set", syscall(SYS_sched_setattr, 0, attributes, 0));
    tell("policy", syscall(SYS_sched_getscheduler, 0));
    tell("small", syscall(SYS_sched_getattr, 0, attributes, 8, 0));
    tell("set reading", syscall(SYS_ioprio_set, 1, 0, 2 << 13 | 3));
    tell("reading", syscall(SYS_ioprio_get, 1, 0) == (2 << 13 | 3) ? 0 : -1);
    tell("class", syscall(SYS_ioprio_set, 1, 0, 7 << 13));
    tell("whose", syscall(SYS_ioprio_get, 9, 0));
}

/* Memory: by number, and by node. */
static void memory(void) {
    char from[] = "twelve bytes", to[16] = "";
    struct iovec remote[2] = {{from, 6}, {from + 7, 5}}, local[2] = {{to, 4}, {to + 4, 12}};
    unsigned long mask = 0;
    int mode = 7;

    tell("read", syscall(SYS_process_vm_readv, getpid(), local, 2, remote, 2, 0));
    printf("'%s'\n", to);
    tell("write", syscall(SYS_process_vm_writev, getpid(), local, 1, remote, 1, 0));
    printf("'%s'\n", from);
    tell("flags", syscall(SYS_process_vm_readv, getpid(), local, 1, remote, 1, 1));
    tell("nobody", syscall(SYS_process_vm_readv, 999999, local, 1, remote, 1, 0));
    tell("policy", syscall(SYS_get_mempolicy, &mode, NULL, 0, NULL, 0));
    printf("mode %d\n", mode);
    mask = 1;
    tell("bind", syscall(SYS_set_mempolicy, 2, &mask, 64));
    syscall(SYS_get_mempolicy, &mode, NULL, 0, NULL, 0);
    printf("mode %d\n", mode);
    tell("default", syscall(SYS_set_mempolicy, 0, NULL, 0));
    tell("empty", syscall(SYS_set_mempolicy, 2, NULL, 0));
    tell("no mode", syscall(SYS_set_mempolicy, 99, NULL, 0));
    tell("odd", syscall(SYS_mbind, 1, 4096, 0, NULL, 0, 0));
}

/* What prctl tells back. */
static void control(void) {
    char name[16] = "";
    int signal = -1;

    tell("name", prctl(PR_SET_NAME, "a name that is too long"));
    prctl(PR_GET_NAME, name);
    printf("'%s'\n", name);
    tell("dumpable", prctl(PR_SET_DUMPABLE, 0));
    tell("dumpable", prctl(PR_GET_DUMPABLE));
    tell("dumpable", prctl(PR_SET_DUMPABLE, 7));
    tell("keep", prctl(PR_SET_KEEPCAPS, 1));
    tell("keep", prctl(PR_GET_KEEPCAPS));
    tell("keep", prctl(PR_SET_KEEPCAPS, 2));
    tell("death", prctl(PR_SET_PDEATHSIG, 15));
    tell("death", prctl(PR_GET_PDEATHSIG, &signal));
    printf("signal %d\n", signal);
    tell("death", prctl(PR_SET_PDEATHSIG, 99));
    tell("privileges", prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0));
    tell("privileges", prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0));
    tell("privileges", prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0));
    tell("privileges", prctl(PR_SET_NO_NEW_PRIVS, 0, 0, 0, 0));
    tell("slack", prctl(PR_SET_TIMERSLACK, 70000));
    tell("slack", prctl(PR_GET_TIMERSLACK));
    tell("slack", prctl(PR_SET_TIMERSLACK, 0));
    tell("slack", prctl(PR_GET_TIMERSLACK));
    tell("capability", prctl(PR_CAPBSET_READ, 99));
    tell("secure computing", prctl(PR_GET_SECCOMP));
    tell("unknown", prctl(12345, 0, 0, 0, 0));
}

int main(void) {
    struct timex state = {0};
    int barriers = syscall(SYS_membarrier, 0, 0, 0);

    capabilities();
    scheduling();
    memory();
    control();
    tell("personality", syscall(SYS_personality, 0xffffffff));
    tell("personality", syscall(SYS_personality, 0x0040000));
    tell("personality", syscall(SYS_personality, 0) == 0x0040000 ? 0 : -1);
    tell("unshare", syscall(SYS_unshare, CLONE_FILES));
    tell("unshare", syscall(SYS_unshare, 0x1));
    tell("adjtimex", syscall(SYS_adjtimex, &state) >= 0 ? 0 : -1);
    printf("tick %ld\n", state.tick);
    state.modes = 0;
    tell("clock", syscall(SYS_clock_adjtime, CLOCK_REALTIME, &state) >= 0 ? 0 : -1);
    tell("other clock", syscall(SYS_clock_adjtime, 99, &state));
    tell("barriers", (barriers & 0x19) == 0x19 ? 0 : -1);
    tell("barrier", syscall(SYS_membarrier, 1, 0, 0));
    tell("barrier", syscall(SYS_membarrier, 1 << 20, 0, 0));
    tell("barrier", syscall(SYS_membarrier, 3, 0, 0));
    tell("reboot", syscall(SYS_reboot, 1, 2, 3, NULL));
    return 0;
}
