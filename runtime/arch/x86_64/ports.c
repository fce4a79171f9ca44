// Bytes for devices, which are text, numbers of registers and commands, and come back nowhere: that
// is this function's effect in component.json.

#include "arch/x86_64/ports.h"

/// Writes a byte to an I/O port.
void port_write8(uint16_t port, uint8_t value) {
    __asm__ volatile("outb %0, %1" : : "a"(value), "Nd"(port));
}
