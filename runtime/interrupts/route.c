// Interrupt lines, by way of the I/O APICs.

#include "interrupts/interrupts.h"
#include "memory/device.h"

/// Where the I/O APICs of a PC are, and how many lines each has. A PC has a second one only when
/// someone names a line of it.
#define IO_APIC_BASE 0xfec00000UL
#define IO_APIC_DISTANCE 0x10000
#define IO_APIC_LINES 24

// The registers: the number of one, and its value; and the number of the first of two for a line.
enum { IO_APIC_INDEX = 0, IO_APIC_VALUE = 16, IO_APIC_ENTRY = 16 };

/// Lets a line that devices raise interrupt. The devices lower it when they are asked why they
/// raised it; until then the line stays quiet.
void interrupt_route(unsigned line) {
    uintptr_t base = IO_APIC_BASE + line / IO_APIC_LINES * IO_APIC_DISTANCE;
    unsigned entry = IO_APIC_ENTRY + line % IO_APIC_LINES * 2;

    device_memory(base, 0x1000);
    *(volatile uint32_t *)(base + IO_APIC_INDEX) = entry + 1;
    *(volatile uint32_t *)(base + IO_APIC_VALUE) = 0;
    *(volatile uint32_t *)(base + IO_APIC_INDEX) = entry;
    *(volatile uint32_t *)(base + IO_APIC_VALUE) = VECTOR_DEVICE;
}
