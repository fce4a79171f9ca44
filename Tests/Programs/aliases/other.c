/* The other file: another alias of its own, a replacement, and writes through the alias of the
 * first file. */

extern int counter_alias;

/* Replaces the weak alias. */
int replaceable(int x) {
    return x + 100;
}

/* Is known outside by its alias only. */
static int inner(int x) {
    return x * x;
}

int third_name(int) __attribute__((alias("inner")));

/* Counts under the other name. */
int count_elsewhere(void) {
    return ++counter_alias;
}
