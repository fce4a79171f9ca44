/* Two files with static functions, variables and types of the same names, which must stay apart. */
#include <stdio.h>

struct state {
    int value;
    const char *text;
};

static struct state state = {1, "first file"};
static int counter;

/* The first file's step. */
static int step(int x) {
    counter++;
    return x + 1;
}

/* Counts calls in a static local of a common name. */
static int calls(void) {
    static int count = 100;
    return ++count;
}

static int (*const table[])(int) = {step, step};

int other_calls(void);
int other_run(int x);
void other_print(void);

/* Uses both worlds alternately. */
int main(void) {
    printf("%d %d\n", table[0](10), other_run(10));
    printf("%d %d\n", table[1](20), other_run(20));
    printf("calls %d", calls());
    printf(" %d", other_calls());
    printf(" %d\n", calls());
    printf("%s %d %d\n", state.text, state.value, counter);
    other_print();
    return counter;
}
