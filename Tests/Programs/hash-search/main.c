/* hcreate, hsearch and their reentrant variants, with function pointers as the data of the entries.
 */
#define _GNU_SOURCE
#include <search.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef long operation(long, long);

/* Adds. */
static long add(long a, long b) {
    return a + b;
}

/* Multiplies. */
static long multiply(long a, long b) {
    return a * b;
}

/* Raises to a power. */
static long power(long a, long b) {
    long result = 1;
    while (b-- > 0)
        result *= a;
    return result;
}

/* Keeps a function as data, which C allows only through an object that holds the pointer. */
static operation *const operations[] = {add, multiply, power};
static const char *const names[] = {"add", "multiply", "power"};

/* Looks an operation up in the global table and calls it. */
static void calculate(const char *name, long a, long b) {
    ENTRY query = {.key = (char *)name}, *found = hsearch(query, FIND);
    if (found)
        printf("%s %ld\n", name, (*(operation *const *)found->data)(a, b));
    else
        printf("%s is unknown\n", name);
}

/* Fills a private table with more entries than it asked for. */
static void private_table(void) {
    struct hsearch_data table = {0};
    static char keys[64][8];
    ENTRY *found;
    hcreate_r(8, &table);
    for (long i = 0; i < 64; i++) {
        snprintf(keys[i], sizeof keys[i], "k%ld", i);
        hsearch_r((ENTRY){.key = keys[i], .data = (void *)(i * i)}, ENTER, &found, &table);
    }
    long sum = 0;
    for (long i = 0; i < 70; i++) {
        char key[8];
        snprintf(key, sizeof key, "k%ld", i);
        if (hsearch_r((ENTRY){.key = key}, FIND, &found, &table))
            sum += (long)found->data;
    }
    printf("sum of squares %ld\n", sum);
    hdestroy_r(&table);
}

/* Uses the global table, then a private one. */
int main(void) {
    hcreate(16);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        hsearch((ENTRY){.key = (char *)names[i], .data = (void *)&operations[i]}, ENTER);
    calculate("add", 40, 2);
    calculate("power", 3, 4);
    calculate("divide", 1, 0);
    hdestroy();
    private_table();
    return 0;
}
