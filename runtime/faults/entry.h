// The way from an exception to its handler or report.

#ifndef RUNTIME_FAULTS_ENTRY_H
#define RUNTIME_FAULTS_ENTRY_H

#include "arch/x86_64/machine.h"

/// How many vectors the processor keeps for exceptions.
#define FAULT_VECTORS 32

/// The bytes of code between the entries of two vectors.
#define FAULT_ENTRY_SIZE 2

/// The words that the processor pushes, without an error code.
#define FRAME_WORDS 5

/// The processor's words at the end of the exception stack; an error code stands before them.
#define FAULT_FRAME ((unsigned long *)EXCEPTION_STACK_TOP - FRAME_WORDS)

/// The entries of all vectors: a run of instructions that push two words each, into which the
/// exception with vector V enters at the place V. So the depth of the stack tells the vector, and
/// whether the processor pushed an error code, which makes the number of words odd.
#define FAULT_ENTRIES                                                                              \
    ".rept 64\n\t"                                                                                 \
    "push %%rax\n\t"                                                                               \
    ".endr\n\t"

/// Returns how many words of the exception stack are in use down to `stack`, without the
/// processor's own.
static inline unsigned long fault_words(const unsigned long *stack) {
    return ((unsigned long)FAULT_FRAME - (unsigned long)stack) / sizeof *stack;
}

/// Returns the vector of the exception that filled the exception stack down to `stack`.
static inline unsigned fault_vector(const unsigned long *stack) {
    return FAULT_VECTORS - fault_words(stack) / 2;
}

/// Returns its error code.
static inline unsigned long fault_code(const unsigned long *stack) {
    return fault_words(stack) & 1 ? FAULT_FRAME[-1] : 0;
}

void fault_entry(void);
_Noreturn void fault_report(const unsigned long *stack);
void fault_gates(void (*entries)(void));

#endif
