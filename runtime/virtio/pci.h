// The configuration space of PCI.

#ifndef RUNTIME_VIRTIO_PCI_H
#define RUNTIME_VIRTIO_PCI_H

#include "arch/x86_64/ports.h"

#define PCI_ADDRESS 0xcf8
#define PCI_VALUE 0xcfc

/// Marks an address of configuration space.
#define PCI_ENABLE 0x80000000u

/// Reads four bytes of the configuration of the function at `place` (its bus, device and function,
/// from bit 8 on).
static inline uint32_t pci_read(uint32_t place, unsigned at) {
    port_write32(PCI_ADDRESS, PCI_ENABLE | place | (at & ~3u));
    return port_read32(PCI_VALUE);
}

/// Writes four bytes of the configuration.
static inline void pci_write(uint32_t place, unsigned at, uint32_t value) {
    port_write32(PCI_ADDRESS, PCI_ENABLE | place | at);
    port_write32(PCI_VALUE, value);
}

/// Returns whether there is PCI: its address port keeps what is written to it.
static inline int pci_present(void) {
    port_write32(PCI_ADDRESS, PCI_ENABLE);
    return port_read32(PCI_ADDRESS) == PCI_ENABLE;
}

#endif
