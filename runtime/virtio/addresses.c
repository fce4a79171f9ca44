// Addresses for devices. Analyses know from component.json what devices do with the memory there,
// for which these stay functions until the end.

#include "virtio/virtio.h"

/// Returns the physical address of `bytes`, which a device is to read.
uintptr_t device_reads(const volatile void *bytes) {
    return (uintptr_t)bytes;
}

/// Returns the physical address of `bytes`, which a device is to write.
uintptr_t device_writes(volatile void *bytes) {
    return (uintptr_t)bytes;
}

/// Returns the byte at `at` in a device's registers: a number, and no part of a pointer.
uint8_t device_byte(const volatile uint8_t *at) {
    return *at;
}
