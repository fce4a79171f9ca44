// The end of a machine by an exception.

#include "arch/x86_64/cpu.h"
#include "console/console.h"
#include "faults/entry.h"
#include "process/process.h"

/// The entries of exceptions that nobody handles.
__attribute__((naked)) void fault_entry(void)
{
    __asm__(FAULT_ENTRIES "mov %%rsp, %%rdi\n\t"
                          "and $-16, %%rsp\n\t"
                          "call %P0"
            :
            : "i"(fault_report));
}

/// Returns the status of a process that ends by the exception `vector`: 128 and the signal of Linux.
static int fault_status(unsigned vector)
{
    switch (vector) {
    case 0:
    case 16:
    case 19:
        return 128 + 8; // SIGFPE
    case 1:
    case 3:
        return 128 + 5; // SIGTRAP
    case 6:
        return 128 + 4; // SIGILL
    case 17:
        return 128 + 7; // SIGBUS
    default:
        return 128 + 11; // SIGSEGV
    }
}

/// Reports the exception that filled the exception stack down to `stack`, and ends the machine.
_Noreturn void fault_report(const unsigned long *stack)
{
    unsigned vector = fault_vector(stack);

    console_write_number("specialise: fault ", vector);
    console_write_number(" at ", FAULT_FRAME[0]);
    console_write_number(" address ", fault_address());
    console_write_number(" code ", fault_code(stack));
    console_write("\n", 1);
    machine_exit(fault_status(vector));
}
