/* errno and the texts of errors and signals: strerror, perror, strsignal, err-style functions,
 * program names. */
#define _GNU_SOURCE
#include <err.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Prints the texts of the first errors. */
static void print_texts(void) {
    char buffer[16];
    for (int i = 0; i < 40; i++)
        printf("%d %s\n", i, strerror(i));
    printf("%s\n", strerror(-1));
    printf("%s\n", strerror(99999));
    printf("short buffer %d", strerror_r(ENOENT, buffer, sizeof buffer) == ERANGE);
    printf(" '%s'\n", buffer);
    for (int i = 1; i < 16; i++)
        printf("%s%c", strsignal(i), i < 15 ? ',' : '\n');
}

/* Provokes errors and reports them in the usual ways; ends with errx. */
int main(void) {
    program_invocation_name = "error-messages";
    program_invocation_short_name = "error-messages";
    print_texts();
    fflush(stdout);
    FILE *file = fopen("no such file", "r");
    perror("perror");
    perror(NULL);
    errno = ERANGE;
    if (!file)
        fprintf(stderr, "own text: %s\n", strerror(errno));
    errno = EDOM;
    warn("warn %d", 1);
    warnx("warnx %s", "without errno");
    psignal(SIGTERM, "psignal");
    errx(3, "the last words, %d", 42);
}
