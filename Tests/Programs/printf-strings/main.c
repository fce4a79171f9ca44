/* printf of strings, snprintf's limits, sprintf chains, fprintf to both streams, dprintf, puts and
 * friends. */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

/* Prints a string with widths and precisions. */
static void strings(const char *text) {
    printf("[%s] [%10s] [%-10s] [%.3s] [%10.2s] [%-10.1s] [%.0s] [%.*s]\n", text, text, text, text,
           text, text, text, 4, text);
}

/* Cuts a text to every length and prints what snprintf says. */
static void limits(void) {
    char buffer[16];
    for (size_t size = 0; size <= 12; size += 3) {
        memset(buffer, '#', sizeof buffer - 1);
        buffer[sizeof buffer - 1] = 0;
        int needed = snprintf(size ? buffer : NULL, size, "%s-%03d", "abcdef", 7);
        printf("%zu: %d %s\n", size, needed, size ? buffer : "(nothing)");
    }
}

/* Builds a text piece by piece. */
static void chain(void) {
    char buffer[80], *end = buffer;
    for (int i = 0; i < 5; i++)
        end += sprintf(end, "%s%d", i ? ", " : "", i * i);
    puts(buffer);
    char *allocated = NULL;
    int length = asprintf(&allocated, "%s/%s.%c", "folder", "name", 'c');
    printf("%d %s\n", length, allocated);
    free(allocated);
}

/* Writes to standard output and standard error in turn, with explicit flushes. */
static void streams(void) {
    fprintf(stdout, "to standard output\n");
    fflush(stdout);
    fprintf(stderr, "to standard error\n");
    dprintf(1, "to descriptor %d\n", 1);
    fputs("fputs, ", stdout);
    putc('p', stdout);
    putchar('!');
    fputc('\n', stdout);
    fwrite("fwrite of some\n\n", 1, 15, stdout);
}

/* Prints everything; a string without its end is safe with a precision. */
int main(void) {
    static const char open_ended[4] = {'o', 'p', 'e', 'n'};
    strings("string");
    strings("");
    printf("[%.4s] [%.2s]\n", open_ended, open_ended + 2);
    printf("[%s] [%10s]\n", (char *)"(null)" + 1, "\u00fcber");
    limits();
    chain();
    streams();
    printf("%ls %5.2ls|%lc\n", L"wide", L"text", (wint_t)L'w');
    printf("%s%s%s%s%s%s%s%s%s%s\n", "a", "b", "c", "d", "e", "f", "g", "h", "i", "j");
    errno = 2;
    printf("%m\n");
    return 0;
}
