/* Functions that return, take and select functions: a parser of commands, signal's own signature,
 * recursion. */
#include <stdio.h>
#include <string.h>

typedef int unary(int);
typedef unary *selector(const char *);

/* Increments. */
static int up(int x) {
    return x + 1;
}

/* Decrements. */
static int down(int x) {
    return x - 1;
}

/* Leaves alone. */
static int stay(int x) {
    return x;
}

/* Selects by English words. */
static unary *english(const char *word) {
    return strcmp(word, "up") == 0 ? up : strcmp(word, "down") == 0 ? down : stay;
}

/* Selects by German words. */
static unary *german(const char *word) {
    return strcmp(word, "hoch") == 0 ? up : strcmp(word, "runter") == 0 ? down : NULL;
}

/* Chooses a selector by language. */
static selector *language(char code) {
    return code == 'd' ? german : english;
}

/* Installs a new function and returns the old one, like signal. */
static unary *install(unary *fresh) {
    static unary *current = stay;
    unary *old = current;
    current = fresh;
    return old;
}

/* Applies a function a number of times, by recursion over functions. */
static int repeat(unary *function, int times, int x) {
    return times ? repeat(function, times - 1, function(x)) : x;
}

/* Composes by calling through an array that lives on the stack. */
static int compose(int x, unary *first, unary *second, unary *third) {
    unary *all[] = {first, second, third};
    for (int i = 0; i < 3; i++)
        x = (all[i] ? all[i] : stay)(x);
    return x;
}

/* Drives the selections with the words of the command line. */
int main(int argc, char **argv) {
    int value = 10;
    for (int i = 1; i < argc; i++) {
        unary *chosen = language(argv[i][0])(argv[i] + 1);
        printf("%s: %s\n", argv[i], chosen ? "known" : "unknown");
        value = chosen ? chosen(value) : value * 100;
    }
    printf("value %d\n", value);
    printf("%d", install(down)(1));
    printf(" %d", install(up)(1));
    printf(" %d\n", install(NULL)(1));
    printf("repeat %d, compose %d\n", repeat(german("hoch"), 5, 0), compose(3, up, NULL, up));
    return (***compose)(0, up, up, down);
}
