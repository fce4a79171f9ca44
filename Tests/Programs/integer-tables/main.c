/* Function addresses kept as integers: uintptr_t tables, tagged low bits, encoded values, 32-bit
 * halves. */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

typedef int function(int);

/* Adds one; aligned so that the low bits of its address are free for tags. */
__attribute__((aligned(16))) static int increment(int x) {
    return x + 1;
}

/* Triples. */
__attribute__((aligned(16))) static int triple(int x) {
    return 3 * x;
}

/* Squares. */
__attribute__((aligned(16))) static int square(int x) {
    return x * x;
}

/* Halves; stored in encoded form only. */
__attribute__((aligned(16))) static int halve(int x) {
    return x / 2;
}

static const uintptr_t constant_table[] = {(uintptr_t)increment, (uintptr_t)triple};
static uintptr_t tagged_table[3];
static uint32_t halves[2];

/* Splits a function's address over two integers. */
static void split(function *pointer) {
    halves[0] = (uint32_t)(uintptr_t)pointer;
    halves[1] = (uint32_t)((uint64_t)(uintptr_t)pointer >> 32);
}

/* Joins the two integers again. */
static function *join(void) {
    return (function *)(uintptr_t)((uint64_t)halves[1] << 32 | halves[0]);
}

/* Calls through all integer forms. */
int main(void) {
    for (unsigned i = 0; i < 2; i++)
        printf("constant %u: %d\n", i, ((function *)constant_table[i])(20));
    function *const all[] = {increment, triple, square};
    for (unsigned i = 0; i < 3; i++)
        tagged_table[i] = (uintptr_t)all[i] | (i + 1);
    for (unsigned i = 0; i < 3; i++) {
        uintptr_t tag = tagged_table[i] & 15;
        printf("tag %u: %d\n", (unsigned)tag, ((function *)(tagged_table[i] - tag))(20));
    }
    split(square);
    printf("joined %d\n", join()(9));
    volatile uintptr_t encoded = ~(uintptr_t)halve ^ 0x5555;
    printf("encoded %d\n", ((function *)~(encoded ^ 0x5555))(9));
    intptr_t distance = (intptr_t)triple - (intptr_t)increment;
    printf("by distance %d\n", ((function *)((intptr_t)increment + distance))(5));
    return 0;
}
