// Handlers that run because of a fault. The fault's handler in this component leaves the exception
// stack by going on in signal_enter, on the program's stack or the one for handlers, with
// everything that the program needs to go on where it was, or where the handler says.

#define _GNU_SOURCE

#include <string.h>

#include "arch/x86_64/cpu.h"
#include "signals/handler.h"

/// The bytes below the stack pointer that functions use without moving it.
#define RED_ZONE 128

/// The flags that a function may not find set: trap, direction, alignment check.
#define FLAGS_CLEAR (1UL << 8 | 1UL << 10 | 1UL << 18)

/// Loads the registers of a record.
__attribute__((naked)) static void record_resume(const struct signal_record *record,
                                                 const greg_t *registers) {
    __asm__("fxrstor64 (%%rdi)\n\t"
            "mov %%rsi, %%rdi\n\t"
            "push $0\n\t"
            "push 15*8(%%rdi)\n\t"
            "push 17*8(%%rdi)\n\t"
            "push $8\n\t"
            "push 16*8(%%rdi)\n\t"
            "mov 0*8(%%rdi), %%r8\n\t"
            "mov 1*8(%%rdi), %%r9\n\t"
            "mov 2*8(%%rdi), %%r10\n\t"
            "mov 3*8(%%rdi), %%r11\n\t"
            "mov 4*8(%%rdi), %%r12\n\t"
            "mov 5*8(%%rdi), %%r13\n\t"
            "mov 6*8(%%rdi), %%r14\n\t"
            "mov 7*8(%%rdi), %%r15\n\t"
            "mov 9*8(%%rdi), %%rsi\n\t"
            "mov 10*8(%%rdi), %%rbp\n\t"
            "mov 11*8(%%rdi), %%rbx\n\t"
            "mov 12*8(%%rdi), %%rdx\n\t"
            "mov 13*8(%%rdi), %%rax\n\t"
            "mov 14*8(%%rdi), %%rcx\n\t"
            "mov 8*8(%%rdi), %%rdi\n\t"
            "iretq"
            :
            :);
}

/// Runs the handler and goes on with what it leaves.
static void signal_enter(struct signal_record *record, void (*handler)(int, siginfo_t *, void *)) {
    handler(record->info.si_signo, &record->info, &record->context);
    memcpy(&signals_blocked, &record->context.uc_sigmask, sizeof signals_blocked);
    signals_deliver();
    record_resume(record, record->context.uc_mcontext.gregs);
}

/// Says which signal a fault raises, and why.
static void describe(struct signal_info *info, unsigned vector, unsigned long code,
                     const struct trap_frame *frame) {
    info->address = (void *)frame->machine[TRAP_RIP];
    switch (vector) {
    case 0:
        info->signal = SIGFPE;
        info->code = FPE_INTDIV;
        break;
    case 1:
    case 3:
        info->signal = SIGTRAP;
        info->code = vector == 1 ? TRAP_TRACE : SI_KERNEL;
        break;
    case 6:
        info->signal = SIGILL;
        info->code = ILL_ILLOPN;
        break;
    case VECTOR_PAGE_FAULT:
        info->signal = code & FAULT_BEYOND ? SIGBUS : SIGSEGV;
        info->code = code & FAULT_BEYOND   ? BUS_ADRERR
                     : code & FAULT_RIGHTS ? SEGV_ACCERR
                                           : SEGV_MAPERR;
        info->address = (void *)fault_address();
        break;
    case 16:
    case 19:
        info->signal = SIGFPE;
        info->code = FPE_FLTINV;
        break;
    case 17:
        info->signal = SIGBUS;
        info->code = BUS_ADRALN;
        break;
    default:
        info->signal = SIGSEGV;
        info->code = SI_KERNEL;
        info->address = NULL;
    }
}

/// Writes down what the program was doing.
static void save(struct signal_record *record, const struct trap_frame *frame) {
    greg_t *registers = record->context.uc_mcontext.gregs;
    const uint64_t *machine = frame->machine;

    registers[REG_R8] = frame->r8;
    registers[REG_R9] = frame->r9;
    registers[REG_R10] = frame->r10;
    registers[REG_R11] = frame->r11;
    registers[REG_R12] = frame->r12;
    registers[REG_R13] = frame->r13;
    registers[REG_R14] = frame->r14;
    registers[REG_R15] = frame->r15;
    registers[REG_RDI] = frame->rdi;
    registers[REG_RSI] = frame->rsi;
    registers[REG_RBP] = frame->rbp;
    registers[REG_RBX] = frame->rbx;
    registers[REG_RDX] = frame->rdx;
    registers[REG_RAX] = frame->rax;
    registers[REG_RCX] = frame->rcx;
    registers[REG_RSP] = machine[TRAP_RSP];
    registers[REG_RIP] = machine[TRAP_RIP];
    registers[REG_EFL] = machine[TRAP_FLAGS];
    registers[REG_CSGSFS] = machine[TRAP_CS];
    record->vectors = *frame->vectors;
    record->context.uc_mcontext.fpregs = (fpregset_t)&record->vectors;
}

/// Gives the bytes from `start` to `end` memory where they only lack it, as on a stack for handlers
/// that nobody has used: a fault on them from here would take the place of the one that is handled.
static void populate(uintptr_t start, uintptr_t end) {
    if (!trap_page_handler)
        return;
    trap_page_handler(start, FAULT_WRITE);
    trap_page_handler(end - 1, FAULT_WRITE);
}

/// Has a fault handled by the program's handler for its signal, if there is one that may run.
int signal_fault(struct trap_frame *frame, unsigned vector, unsigned long code) {
    unsigned long before = signals_blocked;
    struct signal_info info = {0};
    struct signal_action action;
    struct signal_record *record;
    char *stack = (char *)frame->machine[TRAP_RSP];

    describe(&info, vector, code, frame);
    action = signal_actions[info.signal - 1];
    if (before & SIGNAL_BIT(info.signal) || action.handler == (void *)SIG_DFL ||
        action.handler == (void *)SIG_IGN)
        return 0;
    // From here on the signal is blocked: a fault in what follows ends the machine.
    signals_blocked |= SIGNAL_BIT(info.signal);
    record = (struct signal_record *)signal_stack_for(&action, stack);
    if ((char *)record == stack)
        record = (struct signal_record *)(stack - RED_ZONE);
    record = (struct signal_record *)((uintptr_t)(record - 1) & -16);
    _Static_assert(sizeof *record < 4096, "it lies in two pages at most");
    populate((uintptr_t)record, (uintptr_t)(record + 1));
    memset(record, 0, sizeof *record);
    save(record, frame);
    memcpy(&record->info, &info, sizeof info);
    memcpy(&record->context.uc_sigmask, &before, sizeof before);
    record->context.uc_stack = signal_stack;
    record->context.uc_mcontext.gregs[REG_ERR] = code;
    record->context.uc_mcontext.gregs[REG_TRAPNO] = vector;
    record->context.uc_mcontext.gregs[REG_CR2] = fault_address();
    signals_blocked = before;
    signal_block(info.signal);
    frame->machine[TRAP_RIP] = (uint64_t)signal_enter;
    frame->machine[TRAP_RSP] = (uint64_t)record - 8;
    frame->machine[TRAP_FLAGS] &= ~FLAGS_CLEAR;
    frame->rdi = (uint64_t)record;
    frame->rsi = (uint64_t)action.handler;
    return 1;
}
