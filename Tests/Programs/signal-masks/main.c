/* Blocked signals: pending sets, delivery on unblocking, the mask during a handler, sigwait,
 * sigsuspend. */
#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

static char trace[64];

/* Adds a letter per delivered signal to the trace. */
static void deliver(int number) {
    size_t end = strlen(trace);
    if (end + 1 < sizeof trace)
        trace[end] = number == SIGUSR1 ? '1' : number == SIGUSR2 ? '2' : '?';
}

/* Raises the second signal while it is masked, so that it comes only after this handler. */
static void deliver_masked(int number) {
    raise(SIGUSR2);
    deliver(number);
}

/* Prints and clears the trace. */
static void print_trace(const char *title) {
    printf("%s: '%s'\n", title, trace);
    memset(trace, 0, sizeof trace);
}

/* Walks through the operations on masks. */
int main(void) {
    sigset_t both, none, pending;
    struct sigaction action = {.sa_handler = deliver_masked};
    int received = 0;
    sigemptyset(&none);
    sigemptyset(&both);
    sigaddset(&both, SIGUSR1);
    sigaddset(&both, SIGUSR2);
    signal(SIGUSR1, deliver);
    signal(SIGUSR2, deliver);

    sigprocmask(SIG_BLOCK, &both, NULL);
    raise(SIGUSR1);
    raise(SIGUSR1);
    print_trace("blocked");
    sigpending(&pending);
    printf("pending %d %d\n", sigismember(&pending, SIGUSR1), sigismember(&pending, SIGUSR2));
    sigprocmask(SIG_UNBLOCK, &both, NULL);
    print_trace("unblocked, merged into one");

    sigaddset(&action.sa_mask, SIGUSR2);
    sigaction(SIGUSR1, &action, NULL);
    raise(SIGUSR1);
    print_trace("the mask of a handler delays the other");

    signal(SIGUSR1, deliver);
    sigprocmask(SIG_SETMASK, &both, NULL);
    raise(SIGUSR2);
    int result = sigwait(&both, &received);
    printf("sigwait %d, received SIGUSR2 %d\n", result, received == SIGUSR2);
    print_trace("not delivered");
    raise(SIGUSR1);
    result = sigsuspend(&none);
    printf("sigsuspend %d, interrupted %d\n", result, errno == EINTR);
    print_trace("delivered inside sigsuspend");
    sigset_t now;
    sigprocmask(SIG_SETMASK, NULL, &now);
    printf("mask restored %d %d %d\n", sigismember(&now, SIGUSR1), sigismember(&now, SIGUSR2),
           sigismember(&now, SIGHUP));
    return 0;
}
