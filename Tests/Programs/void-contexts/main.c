/* Callbacks with a void pointer as context, which hides structs, integers, functions and the
 * callback itself. */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

typedef void visitor(int value, void *context);

struct sum {
    long total;
    unsigned count;
};
struct chain {
    visitor *next;
    void *next_context;
    int factor;
};

/* Calls a visitor for every number of a range. */
static void visit_range(int from, int to, visitor *visit, void *context) {
    for (int value = from; value < to; value++)
        visit(value, context);
}

/* Adds up. */
static void add(int value, void *context) {
    struct sum *sum = context;
    sum->total += value;
    sum->count++;
}

/* Multiplies and passes on to the visitor inside the context. */
static void scale(int value, void *context) {
    const struct chain *chain = context;
    chain->next(value * chain->factor, chain->next_context);
}

/* Appends a digit to the text that the context is. */
static void append(int value, void *context) {
    char *text = context, digit[2] = {(char)('0' + value % 10), 0};
    strcat(text, digit);
}

/* Uses the context as a plain integer. */
static void print_modulo(int value, void *context) {
    if (value % (int)(intptr_t)context == 0)
        printf("%d ", value);
}

/* Treats the context as the address of another visitor's address. */
static void forward(int value, void *context) {
    visitor *const *inner = context;
    (*inner)(value, (void *)(intptr_t)2);
}

/* Combines visitors and contexts. */
int main(void) {
    struct sum sum = {0};
    struct chain inner = {add, &sum, 10}, outer = {scale, &inner, 7};
    char text[32] = "digits ";
    visitor *const target = print_modulo;
    visit_range(1, 5, add, &sum);
    printf("total %ld of %u\n", sum.total, sum.count);
    visit_range(1, 4, scale, &outer);
    printf("total %ld of %u\n", sum.total, sum.count);
    visit_range(3, 9, append, text);
    puts(text);
    visit_range(0, 20, print_modulo, (void *)(intptr_t)6);
    putchar('\n');
    visit_range(5, 9, forward, (void *)&target);
    putchar('\n');
    return (int)sum.count;
}
