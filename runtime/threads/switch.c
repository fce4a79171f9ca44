// Changing from one thread to another, and taking the processor away.

#include <stddef.h>

#include "arch/x86_64/cpu.h"
#include "interrupts/apic.h"
#include "interrupts/interrupts.h"
#include "process/threads.h"
#include "signals/handler.h"
#include "signals/state.h"
#include "threads/thread.h"

/// A reference that links nothing: only programs that set a stack for handlers have one.
extern stack_t signal_stack __attribute__((weak));

/// Runs the thread that begins.
static void thread_run(void) {
    struct thread *thread = thread_current;

    interrupts_on();
    thread->function(thread->argument);
    interrupts_off();
    thread_end(NULL, 0);
}

/// Puts the registers on the stack, notes that in `*from`, and goes on with `stack`, where those of
/// another thread are.
__attribute__((naked)) static void switch_stack(void **from, void *stack) {
    __asm__("push %%rbx\n\t"
            "push %%rbp\n\t"
            "push %%r12\n\t"
            "push %%r13\n\t"
            "push %%r14\n\t"
            "push %%r15\n\t"
            "mov %%rsp, (%%rdi)\n\t"
            "mov %%rsi, %%rsp\n\t"
            "pop %%r15\n\t"
            "pop %%r14\n\t"
            "pop %%r13\n\t"
            "pop %%r12\n\t"
            "pop %%rbp\n\t"
            "pop %%rbx\n\t"
            "ret"
            :
            :);
}

/// The same, for a thread that begins on `stack`.
__attribute__((naked)) static void switch_begin(void **from, void *stack) {
    __asm__("push %%rbx\n\t"
            "push %%rbp\n\t"
            "push %%r12\n\t"
            "push %%r13\n\t"
            "push %%r14\n\t"
            "push %%r15\n\t"
            "mov %%rsp, (%%rdi)\n\t"
            "mov %%rsi, %%rsp\n\t"
            "xor %%ebp, %%ebp\n\t"
            "call %P0\n\t"
            "ud2"
            :
            : "i"(thread_run));
}

/// Gives the processor to another thread; returns when it is given back.
void thread_switch(struct thread *to) {
    struct thread *from = thread_current;
    int has_begun = to->has_begun;

    from->blocked = signals_blocked;
    from->pointer = thread_pointer_get();
    signals_blocked = to->blocked;
    if (&signal_stack) {
        from->signal_stack = signal_stack;
        signal_stack = to->signal_stack;
    }
    thread_current = to;
    thread_id = to->id;
    to->has_begun = 1;
    thread_pointer_set(to->pointer);
    if (has_begun)
        switch_stack(&from->stack, to->stack);
    else
        switch_begin(&from->stack, to->stack);
}

/// An interrupt takes the processor from the thread that runs, unless that halts: then it only is
/// taken. The entry leaves the stack of interrupts at once for the thread's own, below the part
/// that functions use without moving the stack pointer.
__attribute__((naked)) static void thread_interrupted(void) {
    __asm__("push %%rax\n\t"
            "push %%rbx\n\t"
            "mov %1, %%eax\n\t"
            "movl $0, (%%rax)\n\t"
            "cmpb $0, %c2\n\t"
            "jne 2f\n\t"
            "mov 40(%%rsp), %%rax\n\t"
            "sub $192, %%rax\n\t"
            "and $-16, %%rax\n\t"
            ".irp at, 0, 8, 16, 24, 32, 40, 48\n\t"
            "mov \\at(%%rsp), %%rbx\n\t"
            "mov %%rbx, \\at(%%rax)\n\t"
            ".endr\n\t"
            "mov %%rax, %%rsp\n\t"
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
            "mov %%rsp, %%rbx\n\t"
            "sub $512, %%rsp\n\t"
            "and $-16, %%rsp\n\t"
            "fxsave64 (%%rsp)\n\t"
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
            "2: pop %%rbx\n\t"
            "pop %%rax\n\t"
            "iretq"
            :
            : "i"(schedule_turn), "i"(APIC_BASE + APIC_END), "i"(&is_halting));
}

/// Has interrupts take the processor away.
void thread_preempt_install(void) {
    for (unsigned vector = VECTOR_TIMER; vector < VECTOR_SPURIOUS; vector++)
        interrupt_gate(vector, thread_interrupted);
}
