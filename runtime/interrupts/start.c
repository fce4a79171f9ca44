// Switching interrupts on: the local APIC and its vectors.

#include "interrupts/interrupts.h"

#include "arch/x86_64/cpu.h"
#include "arch/x86_64/machine.h"
#include "arch/x86_64/ports.h"
#include "console/serial.h"
#include "faults/gates.h"
#include "interrupts/apic.h"
#include "memory/device.h"
#include "time/clock.h"

unsigned char is_halting;

/// The second interrupt stack, apart from that of exceptions: a page fault may come while an
/// interrupt is dealt with.
static uint8_t interrupt_stack[2048] __attribute__((aligned(16)));

/// What every interrupt that comes in a halt does: nothing but to say that it was taken.
__attribute__((naked)) static void interrupt_taken(void) {
    __asm__("push %%rax\n\t"
            "mov %0, %%eax\n\t"
            "movl $0, (%%rax)\n\t"
            "pop %%rax\n\t"
            "iretq"
            :
            : "i"(APIC_BASE + APIC_END));
}

/// What a spurious interrupt does.
__attribute__((naked)) static void interrupt_spurious(void) {
    __asm__("iretq" : :);
}

/// Has `entry` called for an interrupt.
void interrupt_gate(unsigned vector, void (*entry)(void)) {
    gate_set(vector, entry, INTERRUPT_STACK);
}

/// Halts until an interrupt comes, or until the monotonic clock shows `deadline`, unless 0.
static void halt(uint64_t deadline) {
    timer_set(deadline);
    is_halting = 1;
    cpu_halt();
    is_halting = 0;
}

/// Switches interrupts on for this processor. Further calls do nothing.
void interrupts_start(void) {
    if (idle_halt)
        return;
    device_memory(APIC_BASE, 0x1000);
    gates_extend(VECTOR_COUNT);
    stack_set(INTERRUPT_STACK, interrupt_stack + sizeof interrupt_stack);
    for (unsigned vector = VECTOR_TIMER; vector < VECTOR_SPURIOUS; vector++)
        interrupt_gate(vector, interrupt_taken);
    interrupt_gate(VECTOR_SPURIOUS, interrupt_spurious);
    // The old interrupt controller stays unheard.
    apic_write(APIC_LVT_LINE0, APIC_MASKED);
    apic_write(APIC_LVT_LINE1, APIC_MASKED);
    apic_write(APIC_PRIORITY, 0);
    apic_write(APIC_SPURIOUS, APIC_ENABLE | VECTOR_SPURIOUS);
    apic_write(APIC_TIMER_DIVIDE, APIC_DIVIDE_BY_1);
    apic_write(APIC_LVT_TIMER, VECTOR_TIMER);
    interrupt_route(SERIAL_LINE);
    port_write8(SERIAL_INTERRUPTS, SERIAL_INPUT_READY);
    idle_halt = halt;
}
