/* The ways in which a program can end, and the status that each of them gives. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Prints a line when the ordinary exit handlers run. */
static void at_exit(void) {
    puts("atexit handler");
}

/* Prints a line when the quick exit handlers run; flushes it, for quick_exit does not. */
static void at_quick_exit_handler(void) {
    puts("at_quick_exit handler");
    fflush(stdout);
}

/* Ends from inside a nested call. */
static void end_below(int depth, int status) {
    if (depth == 0)
        exit(status);
    end_below(depth - 1, status);
    puts("never printed");
}

/* Ends in the way that the first argument names, with the status of the second. */
int main(int argc, char **argv) {
    if (argc != 3) {
        fprintf(stderr, "usage: exit-status return|exit|_exit|quick|unflushed STATUS\n");
        return 2;
    }
    const char *way = argv[1];
    int status = atoi(argv[2]);
    atexit(at_exit);
    at_quick_exit(at_quick_exit_handler);
    printf("ending by %s\n", way);
    if (strcmp(way, "return") == 0)
        return status;
    if (strcmp(way, "exit") == 0)
        end_below(3, status);
    if (strcmp(way, "unflushed") == 0) {
        fputs("flushed by exit, without a newline", stdout);
        exit(status);
    }
    fflush(stdout);
    if (strcmp(way, "_exit") == 0) {
        fputs("lost in the buffer", stdout);
        _exit(status);
    }
    if (strcmp(way, "quick") == 0)
        quick_exit(status);
    return 3;
}
