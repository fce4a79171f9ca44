// All ways to end a process, with the status that the arguments say.

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void at_exit(void) {
    puts("at exit");
}

static void at_quick_exit_function(void) {
    puts("at quick exit");
    fflush(stdout);
}

int main(int count, char **arguments) {
    int status = atoi(arguments[count - 1]);

    atexit(at_exit);
    at_quick_exit(at_quick_exit_function);
    printf("%s %d\n", arguments[1], status);
    if (!strcmp(arguments[1], "exit"))
        exit(status);
    fflush(stdout);
    if (!strcmp(arguments[1], "_exit"))
        _exit(status);
    if (!strcmp(arguments[1], "_Exit"))
        _Exit(status);
    if (!strcmp(arguments[1], "quick_exit"))
        quick_exit(status);
    if (!strcmp(arguments[1], "signal"))
        raise(status);
    return status;
}
