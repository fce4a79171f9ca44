/* Arguments arrive unchanged: blanks, quotes, backslashes, empty words, '=' and bytes above 127. */
#include <stdio.h>
#include <string.h>

/* Prints one word between brackets, with bytes outside printable ASCII in hexadecimal. */
static void print_word(const char *word) {
    putchar('[');
    for (const unsigned char *byte = (const unsigned char *)word; *byte; byte++) {
        if (*byte < 32 || *byte > 126)
            printf("\\x%02x", *byte);
        else
            putchar(*byte);
    }
    putchar(']');
}

/* Prints every argument but the program's name, then changes one in place to show that argv is
 * writable. */
int main(int argc, char **argv) {
    printf("%d arguments\n", argc - 1);
    for (int i = 1; i < argc; i++) {
        printf("%d: ", i);
        print_word(argv[i]);
        printf(" %zu\n", strlen(argv[i]));
    }
    printf("argv[argc] is %s\n", argv[argc] ? "something" : "null");
    if (argc > 1 && argv[1][0]) {
        argv[1][0] = '#';
        printf("changed: %s\n", argv[1]);
    }
    return argc - 1;
}
