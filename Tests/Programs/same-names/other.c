/* The same names as in the first file, with other meanings. */
#include <stdio.h>

struct state {
    const char *text;
    double value;
};

static struct state state = {"second file", 2.5};
static short counter = -1;

/* The second file's step. */
static int step(int x) {
    counter--;
    return x * 2;
}

/* Counts calls in a static local of a common name. */
static int calls(void) {
    static int count;
    return ++count;
}

static int (*const table[])(int) = {step};

/* Runs this file's step through this file's table. */
int other_run(int x) {
    return table[0](x);
}

/* Counts here. */
int other_calls(void) {
    return calls();
}

/* Prints this file's state. */
void other_print(void) {
    printf("%s %.1f %d\n", state.text, state.value, counter);
}
