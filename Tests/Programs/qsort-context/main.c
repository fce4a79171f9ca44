/* qsort_r: comparators with a context, which counts, selects the column and reverses the order. */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct order {
    int column, descending;
    unsigned long calls;
    struct order *next;
};

typedef int row[3];

/* Compares rows by the chain of orders in the context. */
static int by_columns(const void *a, const void *b, void *context) {
    const int *left = a, *right = b;
    for (struct order *order = context; order; order = order->next) {
        int column = order->column;
        order->calls++;
        if (left[column] != right[column])
            return (left[column] < right[column] ? -1 : 1) * (order->descending ? -1 : 1);
    }
    return 0;
}

/* Compares texts regardless of case, through a function pointer that is itself the context. */
static int by_function(const void *a, const void *b, void *context) {
    int (*compare)(const char *, const char *) = *(int (**)(const char *, const char *))context;
    return compare(*(const char *const *)a, *(const char *const *)b);
}

/* Prints all rows. */
static void print_rows(row *rows, size_t count) {
    for (size_t i = 0; i < count; i++)
        printf("(%d %d %d) ", rows[i][0], rows[i][1], rows[i][2]);
    putchar('\n');
}

/* Sorts rows and words in several ways. */
int main(void) {
    row rows[] = {{3, 1, 4}, {1, 5, 9}, {2, 6, 5}, {3, 5, 8}, {9, 7, 9}, {3, 2, 3}};
    const char *words[] = {"delta", "Alpha", "charlie", "Bravo", "alpha"};
    enum { ROWS = sizeof rows / sizeof rows[0], WORDS = sizeof words / sizeof words[0] };
    struct order by_last = {.column = 2},
                 by_first = {.column = 0, .descending = 1, .next = &by_last};
    qsort_r(rows, ROWS, sizeof rows[0], by_columns, &by_last);
    print_rows(rows, ROWS);
    qsort_r(rows, ROWS, sizeof rows[0], by_columns, &by_first);
    print_rows(rows, ROWS);
    printf("the first order was asked %s\n", by_first.calls >= ROWS - 1 ? "enough" : "too seldom");
    int (*compare)(const char *, const char *) = strcasecmp;
    for (int round = 0; round < 2; round++) {
        qsort_r(words, WORDS, sizeof words[0], by_function, &compare);
        for (size_t i = 0; i < WORDS; i++)
            printf("%s%c",
                   round                           ? words[i]
                   : strcasecmp(words[i], "alpha") ? words[i]
                                                   : "(alpha)",
                   i + 1 < WORDS ? ' ' : '\n');
        compare = strcmp;
    }
    return 0;
}
