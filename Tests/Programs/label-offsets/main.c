/* Label addresses as data: a table of label differences, labels passed through variables and
 * returned state, as resumable generators keep them. */
#include <stdio.h>

struct generator {
    void *resume;
    int value, step;
};

/* Dispatches through 32-bit distances between labels, which need no relocation. */
static int by_distance(unsigned state, int argument) {
    static const int distances[] = {&&negate - &&negate, &&twice - &&negate, &&keep - &&negate};
    goto *(&&negate + distances[state % 3]);
negate:
    return -argument;
twice:
    return 2 * argument;
keep:
    return argument;
}

/* Continues after the place of its last return; gives -1 at its end. */
static int next(struct generator *generator) {
    if (generator->resume)
        goto * generator->resume;
    for (generator->value = 0; generator->value < 3 * generator->step;
         generator->value += generator->step) {
        generator->resume = &&resumed;
        return generator->value;
    resumed:;
    }
    generator->resume = &&finished;
finished:
    return -1;
}

/* Chooses a label through a variable and loops over it. */
static int through_variable(int rounds) {
    void *target = rounds > 2 ? &&many : &&few;
    int result = 0;
again:
    goto *target;
many:
    result += 10;
    if (--rounds > 2)
        goto again;
    target = &&few;
    goto again;
few:
    result += 1;
    if (--rounds > 0)
        goto again;
    return result;
}

/* Drives two generators alternately and prints the rest. */
int main(void) {
    struct generator small = {.step = 2}, large = {.step = 100};
    for (int i = 0; i < 5; i++) {
        int first = next(&small);
        printf("%d %d\n", first, next(&large));
    }
    for (unsigned state = 0; state < 4; state++)
        printf("distance %u: %d\n", state, by_distance(state, 21));
    printf("variable %d %d\n", through_variable(1), through_variable(5));
    return 0;
}
