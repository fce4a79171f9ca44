/* Constant tables of function pointers: indexed by a variable, by a constant, by input, and
 * two-dimensional. */
#include <stdio.h>
#include <stdlib.h>

typedef int function(int);

/* Doubles. */
static int twice(int x) {
    return 2 * x;
}

/* Squares. */
static int square(int x) {
    return x * x;
}

/* Negates. */
static int negate(int x) {
    return -x;
}

/* Adds one. */
static int next(int x) {
    return x + 1;
}

/* Only in a row that is never read. */
static int unread(int x) {
    return printf("unread row\n") + x;
}

static function *const one_row[] = {twice, square, negate};
static function *const grid[3][2] = {{twice, next}, {square, negate}, {unread, unread}};
static function *const never_used[] = {unread, next};
function *const exported[] = {next, twice, NULL};

/* Applies all functions of a table that ends with a null pointer. */
static int apply_all(function *const *table, int x) {
    for (; *table; table++)
        x = (*table)(x);
    return x;
}

/* Finds a function's place by comparing addresses, without any call. */
static int place_of(function *wanted) {
    for (int i = 0; i < (int)(sizeof never_used / sizeof never_used[0]); i++)
        if (never_used[i] == wanted)
            return i;
    return -1;
}

/* Calls through every table. */
int main(int argc, char **argv) {
    for (int i = 0; i < 3; i++)
        printf("row %d: %d\n", i, one_row[i](7));
    for (int i = 1; i < argc; i++) {
        unsigned index = (unsigned)atoi(argv[i]);
        printf("input %u: %d\n", index, grid[index % 2][index / 2 % 2](10));
    }
    printf("constant %d\n", grid[1][0](11));
    printf("all %d\n", apply_all(exported, 20));
    printf("place %d %d\n", place_of(next), place_of(twice));
    return one_row[1](3);
}
