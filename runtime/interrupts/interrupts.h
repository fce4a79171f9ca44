// Interrupts. Without threads they only end a halt: they are let through while the processor halts
// and at no other time, and whoever waits looks afterwards at what may have changed. With threads
// they also come while the program's own code runs, and the timer's then changes threads.

#ifndef RUNTIME_INTERRUPTS_INTERRUPTS_H
#define RUNTIME_INTERRUPTS_INTERRUPTS_H

#include <stdint.h>

/// The vectors, after those of exceptions. That of spurious interrupts ends in four set bits.
enum {
    VECTOR_TIMER = 32,
    VECTOR_DEVICE = 33,
    VECTOR_SPURIOUS = 47,
    VECTOR_COUNT = 48,
};

/// Where a message to the local APIC is written, for devices that interrupt by messages.
#define INTERRUPT_MESSAGE_ADDRESS 0xfee00000u

/// Whether the processor halts, so that an interrupt takes nothing away from anyone.
extern unsigned char is_halting;

void interrupts_start(void);
void interrupt_route(unsigned line);
void interrupt_gate(unsigned vector, void (*entry)(void));
void timer_set(uint64_t deadline);

#endif
