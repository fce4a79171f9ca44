/* Functions as identities: never called, only compared. Equal bodies and removed bodies must stay
 * distinct. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef void marker(void);

/* A mark that is never called. */
static void deleted(void) {
    abort();
}

/* A mark with exactly the same body. */
static void reserved(void) {
    abort();
}

/* A mark that would print. */
static void pending(void) {
    puts("pending was called");
}

/* The only one that is called. */
static void active(void) {
    puts("active");
}

/* Doubles; has a twin with the same body. */
static int twin_one(int x) {
    return 2 * x;
}

/* The twin. */
static int twin_two(int x) {
    return 2 * x;
}

static const int constant_one[] = {1, 2, 3}, constant_two[] = {1, 2, 3};
static marker *slots[] = {deleted, active, reserved, pending, active};

/* Names what a slot holds by its address alone. */
static const char *kind(marker *slot) {
    if (slot == deleted)
        return "deleted";
    if (slot == reserved)
        return "reserved";
    if (slot == pending)
        return "pending";
    return slot ? "callable" : "empty";
}

/* Counts different addresses among function pointers. */
static int count_different(int (*const *functions)(int), int count) {
    int different = 0;
    for (int i = 0; i < count; i++) {
        int known = 0;
        for (int j = 0; j < i; j++)
            known |= functions[i] == functions[j];
        different += !known;
    }
    return different;
}

/* Classifies slots, compares twins, and calls only what is callable. */
int main(void) {
    for (unsigned i = 0; i < sizeof slots / sizeof slots[0]; i++) {
        printf("%u %s\n", i, kind(slots[i]));
        if (strcmp(kind(slots[i]), "callable") == 0)
            slots[i]();
    }
    int (*const twins[])(int) = {twin_one, twin_two, twin_one, abs};
    int (*volatile one)(int) = twin_one, (*volatile two)(int) = twin_two;
    printf("different functions %d, twins equal %d, results %d\n", count_different(twins, 4),
           one == two, one(1) == two(1));
    const int *volatile first = constant_one, *volatile second = constant_two;
    printf("constants equal %d, contents equal %d\n", first == second,
           memcmp(first, second, sizeof constant_one) == 0);
    return one == two;
}
