/* Switches between stacks in assembly: functions that are reached by a return, through addresses
 * that were only stored on a stack, and variables that change while a function waits. */
#include <stdint.h>
#include <stdio.h>

/* Saves the registers that calls keep and the stack pointer, and goes on where `to` was left. */
void switch_stacks(void **from, void *to);
__asm__(".text\n"
        ".globl switch_stacks\n"
        "switch_stacks:\n\t"
        "push %rbp\n\t"
        "push %rbx\n\t"
        "push %r12\n\t"
        "push %r13\n\t"
        "push %r14\n\t"
        "push %r15\n\t"
        "mov %rsp, (%rdi)\n\t"
        "mov %rsi, %rsp\n\t"
        "pop %r15\n\t"
        "pop %r14\n\t"
        "pop %r13\n\t"
        "pop %r12\n\t"
        "pop %rbx\n\t"
        "pop %rbp\n\t"
        "ret\n");

struct routine {
    void *stack;
    int value;
    _Alignas(16) unsigned char memory[16384];
};

static struct routine routines[2];
static struct routine *running;
static void *main_stack;

/* Leaves the running routine until it is resumed. */
static void yield(int value) {
    running->value = value;
    switch_stacks(&running->stack, main_stack);
}

/* Counts up; is entered by a return. */
static void count(void) {
    for (int i = 0;; i++)
        yield(i);
}

/* Doubles, with locals that must outlive each switch; is entered by a return. */
static void twice(void) {
    int number = 1, *place = &number;
    for (;;) {
        yield(*place);
        number *= 2;
    }
}

/* Lets `routine` begin at `start` when it is resumed. */
static void prepare(struct routine *routine, void (*start)(void)) {
    uintptr_t *top = (uintptr_t *)(routine->memory + sizeof routine->memory);
    *--top = 0;
    *--top = (uintptr_t)start;
    for (int i = 0; i < 6; i++)
        *--top = 0;
    routine->stack = top;
}

/* Lets `routine` run until it yields; returns what it yields. */
static int resume(struct routine *routine) {
    running = routine;
    switch_stacks(&main_stack, routine->stack);
    return routine->value;
}

int main(void) {
    prepare(&routines[0], count);
    prepare(&routines[1], twice);
    for (int i = 0; i < 5; i++) {
        int first = resume(&routines[0]);
        printf("%d %d\n", first, resume(&routines[1]));
    }
    return 0;
}
