/* Weak definitions: some are overridden by the other file, some are not, variables and functions
 * alike. */
#include <stdio.h>

/* Is overridden by the strong definition of the other file. */
__attribute__((weak)) const char *overridden(void) {
    return "weak";
}

/* Stays, for nobody overrides it. */
__attribute__((weak)) const char *kept(void) {
    return "weak and kept";
}

/* Weak in both files: the first one given to the linker wins. */
__attribute__((weak)) const char *twice_weak(void) {
    return "weak of the first file";
}

__attribute__((weak)) int limit = 10;
__attribute__((weak)) int untouched = 20;
__attribute__((weak)) const int constant = 1;
__attribute__((weak)) const char *(*hook)(void) = kept;

const char *(*const weak_table[])(void) = {overridden, kept, twice_weak};
const char *from_other_file(void);

/* Prints which definitions won; constants must not be folded before linking. */
int main(void) {
    printf("overridden: %s\n", overridden());
    printf("kept: %s\n", kept());
    printf("twice weak: %s\n", twice_weak());
    for (unsigned i = 0; i < sizeof weak_table / sizeof weak_table[0]; i++)
        printf("table %u: %s\n", i, weak_table[i]());
    printf("limit %d, untouched %d, constant %d\n", limit, untouched, constant);
    printf("hook: %s\n", hook());
    printf("seen from the other file: %s\n", from_other_file());
    return limit;
}
