// The end of a machine by a guard: what the compiler believed turned out to be false.

#include "faults/guard.h"

#include "console/console.h"
#include "process/process.h"

/// The status of a machine that a guard ended: as if by SIGABRT.
#define GUARD_STATUS 134

/// Whether a guard has fired already: then one stands in the way of its own report.
static volatile int is_reporting;

/// Reports that the guard with the number `number` fired, and ends the machine. No handler of the
/// program is asked: it would run on after something that cannot be.
__attribute__((noinline, cold)) _Noreturn void guard_report(unsigned long number) {
    if (!is_reporting) {
        is_reporting = 1;
        console_write_number("specialise: guard ", number);
        console_write_number(" at ", (unsigned long)__builtin_return_address(0));
        console_write("\n", 1);
    }
    machine_exit(GUARD_STATUS);
}
