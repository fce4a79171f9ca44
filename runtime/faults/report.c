// The end of a machine by an exception.

#include "arch/x86_64/cpu.h"
#include "console/console.h"
#include "faults/entry.h"
#include "process/process.h"

/// The entries of exceptions that nobody handles.
__attribute__((naked)) void fault_entry(void) {
    __asm__(FAULT_ENTRIES "mov %%rsp, %%rdi\n\t"
                          "and $-16, %%rsp\n\t"
                          "call %P0"
            :
            : "i"(fault_report));
}

/// The signals that Linux ends a process with, by vector: SIGFPE, SIGTRAP, SIGILL, SIGBUS, and
/// SIGSEGV for the vectors up to the last one that raises another.
static const unsigned char signals[] = {8,  5,  11, 5,  11, 11, 4, 11, 11, 11,
                                        11, 11, 11, 11, 11, 11, 8, 7,  11, 8};

/// Reports the exception that filled the exception stack down to `stack`, and ends the machine.
_Noreturn void fault_report(const unsigned long *stack) {
    unsigned vector = fault_vector(stack);

    console_write_number("specialise: fault ", vector);
    console_write_number(" at ", FAULT_FRAME[0]);
    console_write_number(" address ", fault_address());
    console_write_number(" code ", fault_code(stack));
    console_write("\n", 1);
    machine_exit(128 + (vector < sizeof signals ? signals[vector] : 11));
}
