/* Behaviour that hangs on configuration variables: constants, values set once, values from the
 * environment, values that change. Folding too much would lose a branch. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int tracing = 0;
static int const compiled_in = 1;
static int level = 1;
static int set_once;
static int toggled;
static enum { TEXT, HEXADECIMAL, BINARY } format = TEXT;
static int *const level_pointer = &level;

/* Prints a number in the configured format. */
static void print_number(unsigned number) {
    switch (format) {
    case TEXT:
        printf("%u\n", number);
        return;
    case HEXADECIMAL:
        printf("%#x\n", number);
        return;
    case BINARY:
        for (int bit = 7; bit >= 0; bit--)
            putchar('0' + (int)(number >> bit & 1));
        putchar('\n');
        return;
    }
}

/* Is reached only when tracing is on, which nothing ever switches on. */
static void trace(const char *text) {
    if (tracing)
        printf("trace: %s\n", text);
}

/* Reports when the level allows it. */
static void report(int needed, const char *text) {
    trace(text);
    if (level >= needed)
        printf("report %d: %s\n", needed, text);
}

/* Changes the level through a pointer. */
static void raise_level(int *where, int by) {
    *where += by;
}

/* Reads the configuration of the environment. */
static void configure(void) {
    const char *text = getenv("FORMAT"), *depth = getenv("LEVEL");
    if (text && strcmp(text, "hex") == 0)
        format = HEXADECIMAL;
    if (text && strcmp(text, "binary") == 0)
        format = BINARY;
    if (depth)
        raise_level(level_pointer, atoi(depth));
    set_once = 42;
}

/* Runs the same code under changing flags. */
int main(void) {
    printf("before: %d %d\n", set_once, level);
    configure();
    printf("after: %d %d\n", set_once, level > 1);
    for (int i = 0; i < 4; i++) {
        toggled = !toggled;
        printf("%s ", toggled ? "on" : "off");
    }
    putchar('\n');
    print_number(200);
    for (int needed = 0; needed < 4; needed++)
        report(needed, "message");
    if (compiled_in)
        puts("compiled in");
    raise_level(&level, -1);
    report(1, "after lowering");
    return level;
}
