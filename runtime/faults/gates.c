// Vectors beyond those of exceptions.

#include "faults/gates.h"

#include "faults/gate.h"

/// Has a vector enter at `entry`, on the stack with the number `stack`.
void gate_set(unsigned vector, void (*entry)(void), unsigned stack) {
    volatile struct gate *gate = GATES + vector;
    uintptr_t address = (uintptr_t)entry;

    gate->low = address;
    gate->selector = CODE_SELECTOR;
    gate->stack = stack;
    gate->type = GATE_TYPE;
    gate->middle = address >> 16;
    gate->high = 0;
}

/// Lets the table have `count` vectors.
void gates_extend(unsigned count) {
    struct {
        uint16_t limit;
        uint64_t base;
    } __attribute__((packed)) table = {count * sizeof(struct gate) - 1, INTERRUPT_TABLE};

    __asm__ volatile("lidt %0" : : "m"(table));
}

/// Sets the end of the stack with the number `number`.
void stack_set(unsigned number, void *top) {
    *(volatile uint64_t *)(TASK_STATE + 0x1cUL + number * 8) = (uint64_t)top;
}
