// Exceptions that the program goes on after.

#include "faults/traps.h"

#include "arch/x86_64/cpu.h"
#include "faults/entry.h"

int (*trap_page_handler)(uintptr_t address, unsigned long code);
int (*trap_signal_handler)(struct trap_frame *frame, unsigned vector, unsigned long code);

/// Asks the handlers; returns only when one of them wants to go on.
static void trap_handle(struct trap_frame *frame, struct trap_vectors *vectors) {
    const unsigned long *stack = (unsigned long *)&frame->machine;
    unsigned vector = fault_vector(stack);
    unsigned long code = fault_code(stack);

    frame->machine = FAULT_FRAME;
    frame->vectors = vectors;
    if (vector == VECTOR_PAGE_FAULT && trap_page_handler) {
        int answer = trap_page_handler(fault_address(), code);

        if (answer > 0)
            return;
        if (answer < 0)
            code |= answer == -1 ? FAULT_RIGHTS : FAULT_BEYOND;
    }
    if (trap_signal_handler && trap_signal_handler(frame, vector, code))
        return;
    fault_report(stack);
}

/// The entries of exceptions that may be handled: saves all registers, and loads them again.
__attribute__((naked)) static void trap_entry(void) {
    __asm__(FAULT_ENTRIES "push %%rax\n\t"
                          "push %%rbx\n\t"
                          "push %%rcx\n\t"
                          "push %%rdx\n\t"
                          "push %%rsi\n\t"
                          "push %%rdi\n\t"
                          "push %%rbp\n\t"
                          "push %%r8\n\t"
                          "push %%r9\n\t"
                          "push %%r10\n\t"
                          "push %%r11\n\t"
                          "push %%r12\n\t"
                          "push %%r13\n\t"
                          "push %%r14\n\t"
                          "push %%r15\n\t"
                          "mov %%rsp, %%rdi\n\t"
                          "mov %%rsp, %%rbx\n\t"
                          "sub $512, %%rsp\n\t"
                          "and $-16, %%rsp\n\t"
                          "fxsave64 (%%rsp)\n\t"
                          "mov %%rsp, %%rsi\n\t"
                          "cld\n\t"
                          "call %P0\n\t"
                          "fxrstor64 (%%rsp)\n\t"
                          "mov %%rbx, %%rsp\n\t"
                          "pop %%r15\n\t"
                          "pop %%r14\n\t"
                          "pop %%r13\n\t"
                          "pop %%r12\n\t"
                          "pop %%r11\n\t"
                          "pop %%r10\n\t"
                          "pop %%r9\n\t"
                          "pop %%r8\n\t"
                          "pop %%rbp\n\t"
                          "pop %%rdi\n\t"
                          "pop %%rsi\n\t"
                          "pop %%rdx\n\t"
                          "pop %%rcx\n\t"
                          "pop %%rbx\n\t"
                          "pop %%rax\n\t"
                          "mov $%c1, %%rsp\n\t"
                          "iretq"
            :
            : "i"(trap_handle), "i"(FAULT_FRAME));
}

/// Lets exceptions be handled. Further calls do nothing.
void traps_install(void) {
    static unsigned char is_installed;

    if (is_installed)
        return;
    is_installed = 1;
    fault_gates(trap_entry);
}
