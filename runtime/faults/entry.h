// The way from an exception to its report.

#ifndef RUNTIME_FAULTS_ENTRY_H
#define RUNTIME_FAULTS_ENTRY_H

/// How many vectors the processor keeps for exceptions.
#define FAULT_VECTORS 32

/// The bytes of code between the entries of two vectors.
#define FAULT_ENTRY_SIZE 2

void fault_entry(void);
_Noreturn void fault_report(const unsigned long *stack);

#endif
