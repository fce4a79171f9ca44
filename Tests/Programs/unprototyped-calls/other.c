/* The other file defines with prototypes what the first one calls without. */

/* Multiplies. */
int elsewhere(int a, int b) {
    return a * b;
}

/* Negates. */
static int negate(int value) {
    return -value;
}

int (*table_elsewhere[])() = {negate, elsewhere};
