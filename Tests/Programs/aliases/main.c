/* Aliases of functions and variables: two names, one object; weak aliases; an alias into the
 * middle. */
#include <stdio.h>

/* The function behind three names. */
int original(int x) {
    return x * 3;
}

int second_name(int) __attribute__((alias("original")));
extern int weak_name(int) __attribute__((weak, alias("original")));

/* Is replaced in the other file, for its alias is weak. */
static int fallback(int x) {
    return -x;
}

extern int replaceable(int) __attribute__((weak, alias("fallback")));

int counter = 5;
extern int counter_alias __attribute__((alias("counter")));
static int hidden_values[4] = {1, 2, 3, 4};
extern int visible_values[4] __attribute__((alias("hidden_values")));

extern int third_name(int);
int count_elsewhere(void);

static int (*const table[])(int) = {second_name, weak_name, replaceable};

/* Compares and calls through all names; writes under one name must be seen under the other. */
int main(void) {
    int (*volatile first)(int) = original, (*volatile second)(int) = second_name;
    printf("same function %d\n", first == second);
    for (int i = 0; i < 3; i++)
        printf("table %d: %d\n", i, table[i](10 + i));
    printf("third %d\n", third_name(4));
    counter_alias = 41;
    printf("counter %d", counter);
    printf(", elsewhere %d, alias %d\n", count_elsewhere(), counter_alias);
    hidden_values[2] = 30;
    printf("values %d %d\n", visible_values[2], visible_values[3]);
    visible_values[0] = 10;
    printf("hidden %d\n", hidden_values[0]);
    return counter;
}
