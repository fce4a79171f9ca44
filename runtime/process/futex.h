// Waking those who wait for a word of memory.

#ifndef RUNTIME_PROCESS_FUTEX_H
#define RUNTIME_PROCESS_FUTEX_H

long futex_wake(volatile int *word, int most, unsigned bits);

#endif
