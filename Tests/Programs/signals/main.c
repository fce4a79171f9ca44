/* raise with handlers of both kinds, ignored signals, one-shot handlers and kill of oneself. */
#define _GNU_SOURCE
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static volatile sig_atomic_t seen;
static int nesting, deepest;

/* The plain kind of handler. */
static void plain(int number) {
    seen = number;
}

/* The kind that is told where the signal comes from. */
static void informed(int number, siginfo_t *information, void *context) {
    printf("informed: number %d matches %d, context %s, from raise %d\n", number,
           information->si_signo == number, context ? "given" : "missing",
           information->si_code == SI_TKILL);
}

/* Raises its own signal again while it runs, as SA_NODEFER allows. */
static void nested(int number) {
    nesting++;
    if (nesting > deepest)
        deepest = nesting;
    if (nesting < 3)
        raise(number);
    nesting--;
}

/* Installs a handler with flags. */
static void install(int number, void (*handler)(int), int flags) {
    struct sigaction action = {.sa_flags = flags};
    action.sa_handler = handler;
    sigemptyset(&action.sa_mask);
    if (sigaction(number, &action, NULL) != 0)
        perror("sigaction");
}

/* Runs the signals one after the other; all of them are synchronous. */
int main(void) {
    struct sigaction action = {.sa_flags = SA_SIGINFO}, old;
    signal(SIGUSR1, plain);
    int result = raise(SIGUSR1);
    printf("raise %d, seen %d\n", result, seen == SIGUSR1);
    action.sa_sigaction = informed;
    sigaction(SIGUSR2, &action, NULL);
    raise(SIGUSR2);
    sigaction(SIGUSR2, NULL, &old);
    printf("the old action is the installed one: %d\n", old.sa_sigaction == informed);
    signal(SIGTERM, SIG_IGN);
    raise(SIGTERM);
    puts("ignored SIGTERM");
    install(SIGFPE, plain, SA_RESETHAND);
    raise(SIGFPE);
    sigaction(SIGFPE, NULL, &old);
    printf("SIGFPE seen %d, handler is the default again %d\n", seen == SIGFPE,
           old.sa_handler == SIG_DFL);
    install(SIGHUP, nested, SA_NODEFER);
    raise(SIGHUP);
    printf("nested %d deep\n", deepest);
    install(SIGUSR1, plain, 0);
    seen = 0;
    result = kill(getpid(), SIGUSR1);
    printf("kill %d, seen %d\n", result, seen == SIGUSR1);
    raise(SIGCHLD);
    raise(SIGURG);
    puts("SIGCHLD and SIGURG are ignored by default");
    printf("bad signal: %d\n", raise(200));
    printf("SIGKILL cannot be caught: %d\n", signal(SIGKILL, plain) == SIG_ERR);
    return 0;
}
