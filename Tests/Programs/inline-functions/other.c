/* The second user of the shared inline functions. */
#include "shared.h"

/* Selects what to do with the shared functions of this file. */
int second_file(int x) {
    if (x == -1)
        return count();
    if (x == -2)
        return merged(100);
    return scale(x) + difference(x, 1);
}

/* Gives the address of the inline function as this file sees it. */
int (*second_scale(void))(int) {
    return scale;
}

/* Gives the address of the variable that both files define. */
int *second_selected(void) {
    return &selected;
}
