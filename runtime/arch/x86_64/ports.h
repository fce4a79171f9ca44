// The I/O ports.

#ifndef RUNTIME_ARCH_X86_64_PORTS_H
#define RUNTIME_ARCH_X86_64_PORTS_H

#include <stdint.h>

/// Writes a byte to an I/O port. No device of ours takes an address byte by byte.
void port_write8(uint16_t port, uint8_t value);

/// Reads a byte from an I/O port.
static inline uint8_t port_read8(uint16_t port) {
    uint8_t value;

    __asm__ volatile("inb %1, %0" : "=a"(value) : "Nd"(port));
    return value;
}

/// Writes four bytes to an I/O port.
static inline void port_write32(uint16_t port, uint32_t value) {
    __asm__ volatile("outl %0, %1" : : "a"(value), "Nd"(port));
}

/// Reads four bytes from an I/O port.
static inline uint32_t port_read32(uint16_t port) {
    uint32_t value;

    __asm__ volatile("inl %1, %0" : "=a"(value) : "Nd"(port));
    return value;
}

#endif
