// The end of a machine by an exception.

#include "arch/x86_64/cpu.h"
#include "arch/x86_64/machine.h"
#include "console/console.h"
#include "faults/entry.h"
#include "process/process.h"

/// The words that the processor pushes, without an error code.
#define FRAME_WORDS 5

/// The entries of all vectors: a run of instructions that push two words each, into which the exception with
/// vector V enters at the place V. So the depth of the stack tells the vector, and whether the processor
/// pushed an error code, which makes the number of words even.
__attribute__((naked)) void fault_entry(void)
{
    __asm__(".rept 2 * %c0\n\t"
            "push %%rax\n\t"
            ".endr\n\t"
            "mov %%rsp, %%rdi\n\t"
            "and $-16, %%rsp\n\t"
            "call %P1"
            :
            : "i"(FAULT_VECTORS), "i"(fault_report));
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
    const unsigned long *frame = (unsigned long *)EXCEPTION_STACK_TOP - FRAME_WORDS;
    unsigned long words = frame - stack;
    unsigned vector = FAULT_VECTORS - words / 2;

    console_write_number("specialise: fault ", vector);
    console_write_number(" at ", frame[0]);
    console_write_number(" address ", fault_address());
    console_write_number(" code ", words & 1 ? frame[-1] : 0);
    console_write("\n", 1);
    machine_exit(fault_status(vector));
}
