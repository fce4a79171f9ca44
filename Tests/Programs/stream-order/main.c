/* Output through several channels at once: buffers, flushes, ungetc on stdin, closing of standard
 * streams. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Writes without any buffer. */
static void direct(const char *text) {
    write(STDOUT_FILENO, text, strlen(text));
}

/* Reads one word of standard input with a prompt that must come out before. */
static void prompt(const char *question) {
    char word[16] = "";
    printf("%s ", question);
    fflush(stdout);
    if (scanf("%15s", word) == 1)
        printf("got %s\n", word);
    else
        printf("got nothing\n");
}

/* Mixes the channels; in a pipe, standard output is fully buffered. */
int main(void) {
    char own[64];
    printf("buffered first, ");
    direct("direct comes before\n");
    printf("flushed\n");
    fflush(stdout);
    direct("direct after the flush\n");
    fprintf(stderr, "standard error is ");
    fprintf(stderr, "not buffered\n");
    prompt("name?");
    prompt("colour?");
    ungetc('X', stdin);
    printf("pushed back %c\n", getchar());
    prompt("more?");
    printf("terminal %d %d\n", isatty(0), isatty(1));
    fflush(stdout);
    setvbuf(stdout, own, _IOLBF, sizeof own);
    printf("line buffered, ");
    direct("[direct] ");
    printf("ends here\n");
    direct("after the line\n");
    setvbuf(stdout, NULL, _IONBF, 0);
    printf("unbuffered, ");
    direct("direct in order\n");
    fclose(stdin);
    printf("closed stdin: read %zd %s\n", read(0, own, 1), strerror(EBADF));
    printf("last words without a newline at the end of the buffer\n");
    return fclose(stdout);
}
