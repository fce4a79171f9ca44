/* Recursion many thousand frames deep: direct, mutual, through a pointer, and over a long list. */
#include <stdio.h>
#include <stdlib.h>

struct node {
    struct node *next;
    int value;
};

static int is_odd(unsigned number);
static unsigned (*volatile step)(unsigned, unsigned);

/* Tells evenness by asking for the oddness of the number below. */
static int is_even(unsigned number) {
    return number == 0 ? 1 : is_odd(number - 1);
}

/* Tells oddness by asking for the evenness of the number below. */
static int is_odd(unsigned number) {
    return number == 0 ? 0 : is_even(number - 1);
}

/* Adds the numbers up to a limit; the addition after the call keeps every frame alive. */
static unsigned sum_below(unsigned number, unsigned salt) {
    volatile unsigned kept = number ^ salt;
    return number == 0 ? 0 : step(number - 1, salt) + (kept ^ salt);
}

/* Sums a list from its end to its start. */
static long sum_list(const struct node *node) {
    if (!node)
        return 0;
    long rest = sum_list(node->next);
    return rest % 1000003 * 3 + node->value;
}

/* Computes the Ackermann function, whose depth is far larger than its arguments. */
static unsigned ackermann(unsigned m, unsigned n) {
    if (m == 0)
        return n + 1;
    return ackermann(m - 1, n == 0 ? 1 : ackermann(m, n - 1));
}

/* Goes down in four ways; the deepest uses around two megabytes of stack without optimisation. */
int main(void) {
    const int length = 20000;
    struct node *nodes = calloc(length, sizeof *nodes);
    step = sum_below;
    printf("10001 is even %d, odd %d\n", is_even(10001), is_odd(10001));
    printf("sum %u\n", sum_below(20000, 12345));
    for (int i = 0; i < length; i++)
        nodes[i] = (struct node){i + 1 < length ? &nodes[i + 1] : NULL, i};
    printf("list %ld\n", sum_list(nodes));
    printf("ackermann %u\n", ackermann(2, 300));
    free(nodes);
    return 0;
}
