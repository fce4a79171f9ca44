// An entry of the interrupt descriptor table.

#ifndef RUNTIME_FAULTS_GATE_H
#define RUNTIME_FAULTS_GATE_H

#include <stdint.h>

#include "arch/x86_64/machine.h"

/// An interrupt gate.
struct gate {
    uint16_t low, selector;
    /// The number of the stack in the task state segment.
    uint8_t stack;
    uint8_t type;
    uint16_t middle;
    uint32_t high, reserved;
};

#define GATES ((volatile struct gate *)INTERRUPT_TABLE)

/// A present interrupt gate of the highest privilege.
#define GATE_TYPE 0x8e

#endif
