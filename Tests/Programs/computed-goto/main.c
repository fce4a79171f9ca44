/* A bytecode interpreter with threaded code: computed goto through a table of label addresses. */
#include <stdio.h>
#include <stdlib.h>

enum { PUSH, ADD, MULTIPLY, SUBTRACT, DUPLICATE, SWAP, ROTATE, JUMP_IF, PRINT, HALT, UNUSED };

/* Runs a program and returns what is on top of the stack at the end. */
static long run(const int *code, long start) {
    static const void *const labels[] = {&&push,      &&add,  &&multiply, &&subtract,
                                         &&duplicate, &&swap, &&rotate,   &&jump_if,
                                         &&print,     &&halt, &&unused};
    long stack[32], *top = stack, other;
    *top = start;
    goto *labels[*code++];
push:
    *++top = *code++;
    goto *labels[*code++];
add:
    other = *top--;
    *top += other;
    goto *labels[*code++];
multiply:
    other = *top--;
    *top *= other;
    goto *labels[*code++];
subtract:
    other = *top--;
    *top -= other;
    goto *labels[*code++];
duplicate:
    other = *top;
    *++top = other;
    goto *labels[*code++];
swap:
    other = *top;
    *top = top[-1];
    top[-1] = other;
    goto *labels[*code++];
rotate:
    other = top[-2];
    top[-2] = top[-1];
    top[-1] = *top;
    *top = other;
    goto *labels[*code++];
jump_if:
    other = *code++;
    if (*top)
        code += other;
    goto *labels[*code++];
print:
    printf("%ld\n", *top);
    goto *labels[*code++];
unused:
    puts("no program uses this instruction");
    goto *labels[*code++];
halt:
    return *top;
}

/* Keeps the product below the counter, and multiplies until the counter is zero. */
static const int factorial[] = {PUSH, 1, SWAP,     DUPLICATE, ROTATE, MULTIPLY, SWAP,
                                PUSH, 1, SUBTRACT, JUMP_IF,   -9,     ADD,      HALT};

static const int square_sum[] = {DUPLICATE, MULTIPLY, PRINT, PUSH, 3, ADD, DUPLICATE, ADD, HALT};

static const int countdown[] = {PRINT, PUSH, 1, SUBTRACT, JUMP_IF, -6, HALT};

/* Runs three programs. */
int main(int argc, char **argv) {
    long start = argc > 1 ? atol(argv[1]) : 4;
    printf("factorial %ld\n", run(factorial, start));
    printf("square sum %ld\n", run(square_sum, start));
    printf("countdown ends at %ld\n", run(countdown, start));
    return 0;
}
