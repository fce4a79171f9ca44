// The registers of the local APIC.

#ifndef RUNTIME_INTERRUPTS_APIC_H
#define RUNTIME_INTERRUPTS_APIC_H

#include <stdint.h>

#define APIC_BASE 0xfee00000UL

enum {
    APIC_PRIORITY = 0x80,
    APIC_END = 0xb0,
    APIC_SPURIOUS = 0xf0,
    APIC_LVT_TIMER = 0x320,
    APIC_LVT_LINE0 = 0x350,
    APIC_LVT_LINE1 = 0x360,
    APIC_TIMER_INITIAL = 0x380,
    APIC_TIMER_CURRENT = 0x390,
    APIC_TIMER_DIVIDE = 0x3e0,
};

#define APIC_ENABLE 0x100
#define APIC_MASKED 0x10000

/// Divides the timer's clock by one.
#define APIC_DIVIDE_BY_1 11

/// Reads a register.
static inline uint32_t apic_read(unsigned at) {
    return *(volatile uint32_t *)(APIC_BASE + at);
}

/// Writes a register.
static inline void apic_write(unsigned at, uint32_t value) {
    *(volatile uint32_t *)(APIC_BASE + at) = value;
}

#endif
