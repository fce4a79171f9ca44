/* abort(): plain, with a handler that returns, with the signal blocked or ignored, and escaped by
 * longjmp. */
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static jmp_buf escape;

/* Notes the signal and returns, which does not save the program. */
static void note(int number) {
    printf("handler saw %s\n", number == SIGABRT ? "SIGABRT" : "something else");
    fflush(stdout);
}

/* Leaves the handler without returning, which does save the program. */
static void leave(int number) {
    longjmp(escape, number);
}

/* Runs only when the program escapes: abort does not call exit handlers. */
static void unexpected(void) {
    puts("exit handler ran");
}

/* Aborts in the way that the argument names. */
int main(int argc, char **argv) {
    const char *way = argc > 1 ? argv[1] : "plain";
    sigset_t set;
    printf("way: %s\n", way);
    fflush(stdout);
    if (strcmp(way, "handler") == 0)
        signal(SIGABRT, note);
    if (strcmp(way, "ignored") == 0)
        signal(SIGABRT, SIG_IGN);
    if (strcmp(way, "blocked") == 0) {
        sigemptyset(&set);
        sigaddset(&set, SIGABRT);
        sigprocmask(SIG_BLOCK, &set, NULL);
    }
    if (strcmp(way, "escape") == 0) {
        signal(SIGABRT, leave);
        if (setjmp(escape) == SIGABRT) {
            puts("escaped");
            return 5;
        }
    }
    atexit(unexpected);
    abort();
}
