// The interrupt descriptor table, and the stack on which exceptions are handled.

#include <stdint.h>

#include "arch/x86_64/machine.h"
#include "faults/entry.h"
#include "faults/faults.h"
#include "faults/gate.h"

/// Has each vector enter at its place in `entries`, on the exception stack.
void fault_gates(void (*entries)(void)) {
    uintptr_t address = (uintptr_t)entries;

    for (volatile struct gate *gate = GATES; gate < GATES + FAULT_VECTORS; gate++) {
        gate->low = address;
        gate->selector = CODE_SELECTOR;
        gate->stack = 1;
        gate->type = GATE_TYPE;
        gate->middle = address >> 16;
        gate->high = 0;
        address += FAULT_ENTRY_SIZE;
    }
}

/// Has every exception reported.
void faults_install(void) {
    struct {
        uint16_t limit;
        uint64_t base;
    } __attribute__((packed)) table = {FAULT_VECTORS * sizeof(struct gate) - 1, INTERRUPT_TABLE};

    fault_gates(fault_entry);
    *(volatile uint64_t *)(TASK_STATE + 0x24) = EXCEPTION_STACK_TOP;
    __asm__ volatile("lidt %0\n\tltr %w1" : : "m"(table), "r"(TASK_SELECTOR));
}
