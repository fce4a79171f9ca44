/* Inline functions in two files: extern inline, static inline, inline with static state, merged
 * copies. */
#include "shared.h"
#include <stdio.h>

extern inline int scale(int x);

/* Uses everything from this file and from the other one. */
int main(void) {
    int (*volatile here)(int) = scale;
    printf("scale %d %d\n", scale(3), second_file(3));
    printf("one function %d\n", here == second_scale());
    printf("count %d", count());
    printf(" %d", count());
    printf(" other %d\n", second_file(-1));
    printf("difference %d\n", difference(3, 10));
    printf("merged %d", merged(10));
    printf(" %d", second_file(-2));
    printf(" %d\n", merged(1));
    *second_selected() += 1;
    printf("selected %d\n", selected);
    return selected;
}
