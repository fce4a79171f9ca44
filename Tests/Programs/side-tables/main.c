/* Side tables that inline assembly writes into sections of their own, as kernels keep exception
 * tables and alternatives: rows that point back into the code, and to functions that nothing else
 * names. */
#include <stdint.h>
#include <stdio.h>

struct row {
    const void *place;
    int (*fix)(int);
};

extern const struct row __start_fixups[], __stop_fixups[];

/* Is reached through a row only. */
__attribute__((used)) int fix_by_ten(int x) {
    return x * 10;
}

/* Is reached through another row only. */
__attribute__((used)) static int fix_by_sign(int x) {
    return -x;
}

/* Leaves a row about a place in itself. */
__attribute__((noinline)) static int first(int x) {
    __asm__ volatile("1: nop\n\t"
                     ".pushsection fixups,\"a\",@progbits\n\t"
                     ".quad 1b, fix_by_ten\n\t"
                     ".popsection");
    return x + 1;
}

/* Leaves a row whose function is an operand. */
__attribute__((noinline)) static int second(int x) {
    __asm__ volatile("1: nop\n\t"
                     ".pushsection fixups,\"a\",@progbits\n\t"
                     ".quad 1b, %P0\n\t"
                     ".popsection"
                     :
                     : "i"(fix_by_sign));
    return x + 2;
}

/* Finds the row that is nearest to the start of `function`. */
static int fix(int (*function)(int), int x) {
    const struct row *best = NULL;
    for (const struct row *row = __start_fixups; row < __stop_fixups; row++) {
        uintptr_t distance = (uintptr_t)row->place - (uintptr_t)function;
        if (!best || distance < (uintptr_t)best->place - (uintptr_t)function)
            best = row;
    }
    return best ? best->fix(x) : 0;
}

int main(void) {
    printf("rows: %td\n", __stop_fixups - __start_fixups);
    printf("first: %d, fixed %d\n", first(1), fix(first, 4));
    printf("second: %d, fixed %d\n", second(1), fix(second, 4));
    return 0;
}
