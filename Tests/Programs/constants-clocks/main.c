/* The constants of clocks, timers, signals, limits, priorities and users, walked. What is answered
   with an error must be answered with the same one everywhere. Left out: clocks that count the
   processor's time where timers need them, and alarms by hardware. */
#define _GNU_SOURCE
#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

/* Prints a value and how it was answered. */
static void tell(const char *what, long value, long result) {
    printf("%s %ld: %s\n", what, value, result < 0 ? strerror(errno) : "done");
}

/* Numbers of clocks. */
static void clocks(void) {
    struct timespec time, none = {0}, bad = {0, 1000000000}, negative = {-1, 0};
    timer_t timer;

    for (int clock = 0; clock < 20; clock++) {
        // Clocks of this number come and go with kernels, and raise alarms by hardware.
        if (clock == CLOCK_REALTIME_ALARM || clock == CLOCK_BOOTTIME_ALARM || clock == 10)
            continue;
        tell("read", clock, syscall(SYS_clock_gettime, clock, &time));
        tell("resolution", clock, syscall(SYS_clock_getres, clock, &time));
        if (clock != CLOCK_REALTIME && clock != CLOCK_TAI)
            tell("set", clock, syscall(SYS_clock_settime, clock, &none));
        if (clock != CLOCK_PROCESS_CPUTIME_ID && clock != CLOCK_THREAD_CPUTIME_ID &&
            clock != CLOCK_TAI) {
            tell("sleep", clock, syscall(SYS_clock_nanosleep, clock, 0, &none, NULL));
            tell("sleep badly", clock, syscall(SYS_clock_nanosleep, clock, 0, &bad, NULL));
            tell("sleep until", clock,
                 syscall(SYS_clock_nanosleep, clock, TIMER_ABSTIME, &none, NULL));
            tell("timerfd", clock, syscall(SYS_timerfd_create, clock, 0));
            tell("timer", clock, syscall(SYS_timer_create, clock, NULL, &timer));
        }
    }
    tell("set badly", 0, clock_settime(CLOCK_REALTIME, &bad));
    tell("sleep", 0, nanosleep(&negative, NULL));
    tell("sleep", 0, nanosleep(&bad, NULL));
    for (int which = 0; which < 6; which++) {
        struct itimerval value = {.it_value.tv_usec = 1000000};

        if (which == ITIMER_VIRTUAL || which == ITIMER_PROF)
            continue;
        tell("getitimer", which, syscall(SYS_getitimer, which, &value));
        value.it_value.tv_usec = 1000000;
        tell("setitimer badly", which, syscall(SYS_setitimer, which, &value, NULL));
        value.it_value.tv_usec = 0;
        tell("setitimer", which, syscall(SYS_setitimer, which, &value, NULL));
    }
    for (int flags = 0; flags < 8; flags++) {
        struct itimerspec value = {0};
        int timer = timerfd_create(CLOCK_MONOTONIC, 0);

        tell("timerfd_settime", flags, syscall(SYS_timerfd_settime, timer, flags, &value, NULL));
        close(timer);
    }
    tell("no timerfd", 0, timerfd_gettime(1, &(struct itimerspec){0}));
}

/* Numbers of signals and what can be done about them. */
static void signals(void) {
    long mask = 0;
    struct {
        void *handler;
        unsigned long flags;
        void *restorer;
        unsigned long mask;
    } action = {0};

    for (int signal = -1; signal < 70; signal++) {
        tell("action", signal, syscall(SYS_rt_sigaction, signal, NULL, &action, 8L));
        action.handler = (void *)SIG_DFL;
        tell("default", signal, syscall(SYS_rt_sigaction, signal, &action, NULL, 8L));
        if (signal < 1 || signal > 64) {
            tell("kill", signal, kill(getpid(), signal));
            tell("tkill", signal, syscall(SYS_tkill, syscall(SYS_gettid), signal));
        }
    }
    for (int how = -1; how < 5; how++) {
        tell("mask", how, syscall(SYS_rt_sigprocmask, how, &mask, NULL, 8L));
        tell("ask", how, syscall(SYS_rt_sigprocmask, how, NULL, &mask, 8L));
    }
    for (long size = 0; size < 20; size += 4) {
        tell("size", size, syscall(SYS_rt_sigprocmask, SIG_BLOCK, &mask, NULL, size));
        tell("action size", size, syscall(SYS_rt_sigaction, SIGUSR1, NULL, &action, size));
    }
    tell("nobody", 0, kill(999999, 0));
    tell("nobody", 0, syscall(SYS_tgkill, getpid(), 999999, 0));
    tell("wait", 0,
         syscall(SYS_rt_sigtimedwait, &(long){1 << 9}, NULL, &(struct timespec){0, 0}, 8L));
    for (int flags = 0; flags < 8; flags++) {
        stack_t stack = {.ss_sp = (void *)4096, .ss_flags = flags, .ss_size = 8192};

        tell("stack", flags, sigaltstack(&stack, NULL));
    }
    tell("small stack", 0, sigaltstack(&(stack_t){.ss_sp = (void *)4096, .ss_size = 16}, NULL));
}

/* Limits, priorities, and who the process is. */
static void limits(void) {
    struct rlimit limit;
    struct rusage usage;

    for (int resource = -1; resource < 20; resource++) {
        tell("limit", resource, syscall(SYS_getrlimit, resource, &limit));
        tell("limit of all", resource, syscall(SYS_prlimit64, 0, resource, NULL, &limit));
        limit = (struct rlimit){2, 1};
        tell("too high", resource, syscall(SYS_setrlimit, resource, &limit));
    }
    for (int who = -3; who < 4; who++)
        tell("usage", who, syscall(SYS_getrusage, who, &usage));
    for (int which = -1; which < 5; which++) {
        tell("priority", which, syscall(SYS_getpriority, which, 0) < 0 ? -1 : 0);
        tell("set priority", which, syscall(SYS_setpriority, which, 0, 0));
    }
    for (int policy = 0; policy < 9; policy++) {
        // Deadlines are no part of POSIX.
        if (policy == 6 || policy == 7)
            continue;
        tell("highest", policy, syscall(SYS_sched_get_priority_max, policy));
        tell("lowest", policy, syscall(SYS_sched_get_priority_min, policy));
    }
    for (int flags = 0; flags < 10; flags++)
        tell("random", flags, syscall(SYS_getrandom, &limit, 4L, flags));
    for (int options = 0; options < 16; options++)
        tell("wait", options, syscall(SYS_wait4, -1, NULL, options, NULL));
    tell("group", 0, syscall(SYS_getpgid, 999999));
    tell("session", 0, syscall(SYS_getsid, 999999));
    tell("groups", 0, syscall(SYS_getgroups, -1, NULL));
    tell("name", 0, syscall(SYS_sethostname, "x", -1L));
    tell("affinity", 0, syscall(SYS_sched_getaffinity, 0, 1L, &limit));
    tell("affinity", 0, syscall(SYS_sched_getaffinity, 999999, 8L, &limit));
    for (int code = 0x1000; code < 0x1006; code++) {
        long base = 0;

        if (code != 0x1001 && code != 0x1002)
            tell("segment", code, syscall(SYS_arch_prctl, code, &base));
    }
}

int main(void) {
    clocks();
    signals();
    limits();
    return 0;
}
