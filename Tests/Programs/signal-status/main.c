/* A signal without a handler ends the program with 128 plus its number, and loses unflushed output.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    const char *name;
    int number;
} signals[] = {
    {"TERM", SIGTERM}, {"INT", SIGINT},   {"KILL", SIGKILL},
    {"PIPE", SIGPIPE}, {"USR1", SIGUSR1}, {"CHLD", SIGCHLD},
};

/* Must never run when a signal ends the program. */
static void at_exit(void) {
    puts("exit handler");
}

/* Raises the signal that the argument names. */
int main(int argc, char **argv) {
    atexit(at_exit);
    for (size_t i = 0; argc > 1 && i < sizeof signals / sizeof signals[0]; i++) {
        if (strcmp(argv[1], signals[i].name) != 0)
            continue;
        printf("raising SIG%s\n", signals[i].name);
        fflush(stdout);
        fputs("unflushed\n", stdout);
        raise(signals[i].number);
    }
    puts("still alive");
    return 3;
}
