/* stdarg at its edges: va_copy, lists walked twice, many registers and stack slots, structs, lists
 * in structs. */
#include <stdarg.h>
#include <stdio.h>

struct pair {
    long a, b;
};
struct big {
    int numbers[8];
};
struct walker {
    va_list list;
    int left;
};

/* Sums a list without using it up. */
static int peek_sum(int count, va_list list) {
    va_list copy;
    int sum = 0;
    va_copy(copy, list);
    while (count--)
        sum += va_arg(copy, int);
    va_end(copy);
    return sum;
}

/* Prints each number's share of the sum, so walks the list twice. */
static void shares(int count, ...) {
    va_list list;
    va_start(list, count);
    int sum = peek_sum(count, list);
    for (int i = 0; i < count; i++)
        printf("%d%% ", va_arg(list, int) * 100 / sum);
    va_end(list);
    putchar('\n');
}

/* Reads values whose types the letters name: more of each than there are registers. */
static void mixed(const char *types, ...) {
    va_list list;
    double reals = 0;
    long integers = 0;
    va_start(list, types);
    for (; *types; types++)
        switch (*types) {
        case 'i':
            integers += va_arg(list, int);
            break;
        case 'l':
            integers += va_arg(list, long);
            break;
        case 'd':
            reals += va_arg(list, double);
            break;
        case 'L':
            reals += (double)va_arg(list, long double);
            break;
        case 'p': {
            struct pair pair = va_arg(list, struct pair);
            integers += pair.a * pair.b;
            break;
        }
        case 'b':
            integers += va_arg(list, struct big).numbers[7];
            break;
        case 's':
            printf("%s ", va_arg(list, const char *));
        }
    va_end(list);
    printf("%ld %.3f\n", integers, reals);
}

/* Takes the next number from a list inside a struct. */
static int next(struct walker *walker) {
    return walker->left-- > 0 ? va_arg(walker->list, int) : -1;
}

/* Reads through a struct that holds the list. */
static void walk(int count, ...) {
    struct walker walker = {.left = count};
    va_start(walker.list, count);
    for (int value; (value = next(&walker)) != -1;)
        printf("%d ", value);
    va_end(walker.list);
    putchar('\n');
}

/* Calls with all sorts of lists. */
int main(void) {
    struct pair pair = {6, 7};
    struct big big = {{0, 1, 2, 3, 4, 5, 6, 70}};
    shares(4, 10, 20, 30, 40);
    mixed("iiiiiiiiii", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    mixed("dddddddddd", .1, .2, .3, .4, .5, .6, .7, .8, .9, 1.0);
    mixed("idididLplbdsi", 1, 1.5, 2, 2.5, 3, 3.5, 4.25L, pair, 1L << 33, big, 0.125, "text", -1);
    mixed("pppp", pair, pair, pair, pair);
    mixed("");
    walk(9, 9, 8, 7, 6, 5, 4, 3, 2, 1);
    walk(0);
    return 0;
}
