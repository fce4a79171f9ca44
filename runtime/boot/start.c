// The first C function, on the exception stack, and the step to the main stack.

#include "boot/boot.h"

#include "arch/x86_64/cpu.h"
#include "boot/deployment.h"
#include "faults/faults.h"
#include "libc/start.h"
#include "registry/registry.h"

extern unsigned long __page_tables[];

const char *boot_command_line;

/// What the program starts with: not in registers, in which an analysis would lose it.
static struct start_arguments start;

/// Starts the program, on the main stack.
static _Noreturn void start_program(void) {
    run_initcalls();
    libc_start(start.count, start.arguments, start.environment);
}

/// Takes page 0 away, which was readable until here because loaders leave their tables there.
static void page_zero_unmap(void) {
    __page_tables[0] = 0;
    page_forget(0);
}

/// Prepares the machine and leaves for the main stack.
_Noreturn void boot_start(const struct start_information *information) {
    faults_install();
    boot_memory(information);
    main_stack_start = main_stack_top;
    boot_command_line = (const char *)information->command_line;
    if (deployment_argument_count) {
        start.count = deployment_argument_count;
        start.arguments = deployment_arguments;
        start.environment = deployment_environment;
    } else {
        boot_arguments(&start, boot_command_line);
    }
    page_zero_unmap();
    __asm__ volatile("mov %0, %%rsp\n\t"
                     "xor %%ebp, %%ebp\n\t"
                     "call %P1"
                     :
                     : "r"(main_stack_start), "i"(start_program)
                     : "memory");
    __builtin_unreachable();
}
