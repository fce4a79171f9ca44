// Signals that a program sends itself.

#define _GNU_SOURCE

#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static volatile sig_atomic_t count, last, nested;
static siginfo_t last_info;
static sigjmp_buf jump;
static char *handler_stack;

static void check(int right, const char *what) {
    printf("%s %s\n", right ? "ok" : "WRONG", what);
}

static void on_signal(int number) {
    count++;
    last = number;
}

static void on_info(int number, siginfo_t *info, void *context) {
    char here;

    count++;
    last = number;
    last_info = *info;
    handler_stack = &here;
}

static void on_jump(int number) {
    siglongjmp(jump, number);
}

static void on_nested(int number) {
    sigset_t waiting;

    if (nested++ == 0) {
        raise(number);
        sigpending(&waiting);
        check(nested == 1 && sigismember(&waiting, number), "blocked while its handler runs");
    }
}

static void install(int number, void (*handler)(int), int flags) {
    struct sigaction action = {.sa_handler = handler, .sa_flags = flags};

    sigemptyset(&action.sa_mask);
    check(!sigaction(number, &action, NULL), "sigaction");
}

static void simple(void) {
    install(SIGUSR1, on_signal, 0);
    raise(SIGUSR1);
    check(count == 1 && last == SIGUSR1, "raise");
    kill(getpid(), SIGUSR1);
    check(count == 2, "kill");
    signal(SIGUSR2, SIG_IGN);
    raise(SIGUSR2);
    raise(SIGCHLD);
    raise(SIGWINCH);
    check(count == 2, "ignored");
    check(kill(99999, 0) == -1 && errno == ESRCH, "no such process");
    check(kill(getpid(), 0) == 0, "signal 0");
    check(kill(getpid(), 65) == -1 && errno == EINVAL, "no such signal");
    check(signal(SIGKILL, on_signal) == SIG_ERR && errno == EINVAL, "SIGKILL cannot be handled");
}

static void masks(void) {
    sigset_t set, old, waiting;

    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    sigprocmask(SIG_BLOCK, &set, &old);
    count = 0;
    raise(SIGUSR1);
    raise(SIGUSR1);
    check(count == 0, "blocked");
    sigpending(&waiting);
    check(sigismember(&waiting, SIGUSR1) == 1 && sigismember(&waiting, SIGUSR2) == 0, "waits");
    sigprocmask(SIG_SETMASK, &old, NULL);
    check(count == 1, "once after unblocking");
    install(SIGTERM, on_nested, 0);
    raise(SIGTERM);
    check(nested == 2, "again after the handler");
    nested = 0;
    install(SIGINT, on_signal, SA_RESETHAND);
    raise(SIGINT);
    check(signal(SIGINT, SIG_DFL) == SIG_DFL, "SA_RESETHAND");
    sigprocmask(SIG_BLOCK, &set, NULL);
    raise(SIGUSR1);
    count = 0;
    sigfillset(&waiting);
    sigdelset(&waiting, SIGUSR1);
    check(sigsuspend(&waiting) == -1 && errno == EINTR && count == 1, "sigsuspend");
    sigprocmask(SIG_SETMASK, NULL, &old);
    check(sigismember(&old, SIGUSR1) == 1, "sigsuspend restores the mask");
    sigprocmask(SIG_UNBLOCK, &set, NULL);
}

static void information(void) {
    struct sigaction action = {.sa_sigaction = on_info, .sa_flags = SA_SIGINFO};
    union sigval value = {.sival_int = 42};
    struct timespec zero = {0};
    sigset_t set;
    siginfo_t info;

    sigaction(SIGUSR1, &action, NULL);
    raise(SIGUSR1);
    check(last_info.si_signo == SIGUSR1 && last_info.si_code == SI_TKILL &&
              last_info.si_pid == getpid(),
          "what raise says");
    kill(getpid(), SIGUSR1);
    check(last_info.si_code == SI_USER, "what kill says");
    sigqueue(getpid(), SIGUSR1, value);
    check(last_info.si_code == SI_QUEUE && last_info.si_value.sival_int == 42, "sigqueue");
    sigemptyset(&set);
    sigaddset(&set, SIGRTMIN);
    sigaddset(&set, SIGRTMIN + 1);
    sigprocmask(SIG_BLOCK, &set, NULL);
    for (value.sival_int = 0; value.sival_int < 5; value.sival_int++)
        sigqueue(getpid(), SIGRTMIN + 1 - value.sival_int % 2, value);
    for (int i = 0; i < 5; i++) {
        int number = sigtimedwait(&set, &info, &zero);

        printf("real-time signal %d with %d\n", number - SIGRTMIN, info.si_value.sival_int);
    }
    check(sigtimedwait(&set, &info, &zero) == -1 && errno == EAGAIN, "no more");
}

static void jumps(void) {
    volatile int rounds = 0;
    sigset_t now;
    int number;

    install(SIGUSR1, on_jump, 0);
    number = sigsetjmp(jump, 1);
    if (rounds++ < 3)
        raise(SIGUSR1);
    check(number == SIGUSR1 && rounds == 4, "siglongjmp out of a handler");
    sigprocmask(SIG_SETMASK, NULL, &now);
    check(!sigismember(&now, SIGUSR1), "siglongjmp restores the mask");
}

static void stacks(void) {
    static char memory[16384];
    stack_t stack = {.ss_sp = memory, .ss_size = sizeof memory}, old;
    struct sigaction action = {.sa_sigaction = on_info, .sa_flags = SA_SIGINFO | SA_ONSTACK};

    check(!sigaltstack(&stack, &old) && old.ss_flags == SS_DISABLE, "sigaltstack");
    sigaction(SIGUSR1, &action, NULL);
    raise(SIGUSR1);
    check(handler_stack >= memory && handler_stack < memory + sizeof memory, "SA_ONSTACK");
    action.sa_flags = SA_SIGINFO;
    sigaction(SIGUSR1, &action, NULL);
    raise(SIGUSR1);
    check(handler_stack < memory || handler_stack >= memory + sizeof memory, "not on it");
    stack.ss_size = 1;
    check(sigaltstack(&stack, NULL) == -1 && errno == ENOMEM, "too small a stack");
}

static void alarms(void) {
    struct itimerval timer = {.it_value = {.tv_usec = 20000}};
    struct timespec second = {.tv_sec = 1}, left;

    install(SIGALRM, on_signal, 0);
    count = 0;
    setitimer(ITIMER_REAL, &timer, NULL);
    check(pause() == -1 && errno == EINTR && count == 1, "an alarm ends pause");
    setitimer(ITIMER_REAL, &timer, NULL);
    check(nanosleep(&second, &left) == -1 && errno == EINTR && left.tv_nsec > 500000000,
          "an alarm ends nanosleep");
    alarm(100);
    check(alarm(0) == 100, "what was left of an alarm");
}

int main(void) {
    simple();
    masks();
    information();
    jumps();
    stacks();
    alarms();
    return 0;
}
