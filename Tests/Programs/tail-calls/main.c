/* Guaranteed tail calls (musttail) through a table: a hundred thousand steps on a constant stack.
 */
#include <stdio.h>

struct tape;
typedef long handler(struct tape *tape, const unsigned char *code, long accumulator);

struct tape {
    handler *const *table;
    long fuel, cells[4];
    int position;
};

/* Goes on with the next instruction, in the same stack frame. */
#define NEXT(code, accumulator)                                                                    \
    __attribute__((musttail)) return tape->table[*(code)](tape, (code), (accumulator))

/* Adds one. */
static long increment(struct tape *tape, const unsigned char *code, long accumulator) {
    NEXT(code + 1, accumulator + 1);
}

/* Moves to the next cell, storing and loading the accumulator. */
static long move(struct tape *tape, const unsigned char *code, long accumulator) {
    tape->cells[tape->position] = accumulator;
    tape->position = (tape->position + 1) & 3;
    NEXT(code + 1, tape->cells[tape->position]);
}

/* Jumps back by the operand until the fuel is used up. */
static long loop(struct tape *tape, const unsigned char *code, long accumulator) {
    if (--tape->fuel <= 0)
        NEXT(code + 2, accumulator);
    NEXT(code - code[1], accumulator);
}

/* Ends the run. */
static long stop(struct tape *tape, const unsigned char *code, long accumulator) {
    (void)code;
    return accumulator + tape->position;
}

/* Is in the table, but no program holds its number. */
static long unused(struct tape *tape, const unsigned char *code, long accumulator) {
    puts("unused instruction");
    NEXT(code + 1, accumulator);
}

static handler *const table[] = {stop, increment, move, loop, unused};

/* Runs one program with a given fuel. */
static long run(const unsigned char *code, long fuel) {
    struct tape tape = {.table = table, .fuel = fuel};
    long result = table[*code](&tape, code, 0);
    printf("result %ld, cells %ld %ld %ld %ld\n", result, tape.cells[0], tape.cells[1],
           tape.cells[2], tape.cells[3]);
    return result;
}

/* Runs two programs. */
int main(void) {
    static const unsigned char counting[] = {1, 3, 1, 0}, spreading[] = {1, 1, 2, 3, 3, 0};
    long total = run(counting, 100000) + run(spreading, 100001);
    return (int)(total % 256);
}
