// The interrupt descriptor table, for vectors beyond those of exceptions.

#ifndef RUNTIME_FAULTS_GATES_H
#define RUNTIME_FAULTS_GATES_H

/// The number of the stack for interrupts in the task state segment; 1 is that of exceptions.
#define INTERRUPT_STACK 2

void gate_set(unsigned vector, void (*entry)(void), unsigned stack);
void gates_extend(unsigned count);
void stack_set(unsigned number, void *top);

#endif
