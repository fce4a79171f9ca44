/* Constructors and destructors with and without priorities, in several files, around main and
 * atexit.
 */
#include <stdio.h>
#include <stdlib.h>

extern int order[16], order_count, prepared;
void record(int step);

/* Runs first, whatever its place in the file. */
__attribute__((constructor(101))) static void earliest(void) {
    record(101);
}

/* Has no priority, so runs after all that have one. */
__attribute__((constructor)) static void ordinary(void) {
    record(9999);
}

/* Runs between the two of the other file. */
__attribute__((constructor(300))) static void middle(void) {
    record(300);
}

/* Runs after main and after the atexit handlers. */
__attribute__((destructor)) static void after_main(void) {
    puts("destructor without priority");
}

/* Runs last of all. */
__attribute__((destructor(101))) static void final(void) {
    puts("destructor 101");
}

/* Runs before the destructors. */
static void at_exit(void) {
    puts("atexit");
}

/* Prints in which order the constructors ran and what one of them computed. */
int main(void) {
    atexit(at_exit);
    for (int i = 0; i < order_count; i++)
        printf("%d%c", order[i], i + 1 < order_count ? ' ' : '\n');
    printf("prepared %d\n", prepared);
    return order_count;
}
