// Devices whose registers lie in memory. The kernel command line may name them, as
// `virtio_mmio.device=SIZE@ADDRESS:LINE`; otherwise they are looked for where QEMU's microvm has
// them, when there is no PCI.

#include <string.h>

#include "boot/boot.h"
#include "interrupts/interrupts.h"
#include "memory/device.h"
#include "registry/registry.h"
#include "virtio/pci.h"
#include "virtio/status.h"
#include "virtio/virtio.h"

// The registers.
enum {
    MAGIC = 0x00,
    VERSION = 0x04,
    DEVICE_TYPE = 0x08,
    DEVICE_FEATURES = 0x10,
    DEVICE_FEATURES_PART = 0x14,
    DRIVER_FEATURES = 0x20,
    DRIVER_FEATURES_PART = 0x24,
    QUEUE_SELECT = 0x30,
    QUEUE_MOST = 0x34,
    QUEUE_SIZE = 0x38,
    QUEUE_READY = 0x44,
    DOORBELL = 0x50,
    INTERRUPT_STATUS = 0x60,
    INTERRUPT_ACKNOWLEDGE = 0x64,
    STATUS = 0x70,
    QUEUE_DESCRIPTORS = 0x80,
    QUEUE_AVAILABLE = 0x90,
    QUEUE_USED = 0xa0,
    CONFIGURATION = 0x100,
};

#define MAGIC_VALUE 0x74726976

/// Where microvm has its devices, how far apart, how many, and the line of the first.
#define MICROVM_BASE 0xfeb00000UL
#define MICROVM_DISTANCE 0x200
#define MICROVM_COUNT 24
#define MICROVM_LINE 24

/// Reads a register.
static uint32_t read(struct virtio_device *device, unsigned at) {
    return *(volatile uint32_t *)(device->registers + at);
}

/// Writes a register.
static void write(struct virtio_device *device, unsigned at, uint32_t value) {
    *(volatile uint32_t *)(device->registers + at) = value;
}

/// Returns whether a device of a type has its registers at `address`, and sets it.
static int is_device(struct virtio_device *device, unsigned type, uintptr_t address,
                     unsigned line) {
    device->registers = device_memory(address, MICROVM_DISTANCE);
    device->configuration = device->registers + CONFIGURATION;
    device->doorbells = NULL;
    device->line = line;
    return device->registers && read(device, MAGIC) == MAGIC_VALUE &&
           read(device, DEVICE_TYPE) == type;
}

/// Reads a number, hexadecimal after `0x`, and moves `*text` behind it.
static unsigned long number(const char **text) {
    const char *at = *text;
    unsigned base = at[0] == '0' && at[1] == 'x' ? 16 : 10;
    unsigned long value = 0;

    for (at += base == 16 ? 2 : 0;; at++) {
        unsigned digit = *at - '0';

        if (digit > 9)
            digit = (*at | 32) - 'a' + 10;
        if (digit >= base)
            break;
        value = value * base + digit;
    }
    *text = at;
    return value;
}

/// Finds a device that the command line names. Returns -1 when the command line names none.
static int find_named(struct virtio_device *device, unsigned type, unsigned index) {
    static const char key[] = "virtio_mmio.device=";
    const char *at = boot_command_line;
    int any = -1;

    while ((at = strstr(at, key))) {
        unsigned long address;

        any = 0;
        at = strchr(at, '@');
        if (!at++)
            break;
        address = number(&at);
        if (*at++ != ':')
            break;
        if (is_device(device, type, address, number(&at)) && !index--)
            return 1;
    }
    return any;
}

/// Finds a device.
static int find(struct virtio_device *device, unsigned type, unsigned index) {
    int named = find_named(device, type, index);

    if (named >= 0)
        return named;
    if (pci_present())
        return 0;
    // The last place is taken first.
    for (unsigned place = MICROVM_COUNT; place-- > 0;)
        if (is_device(device, type, MICROVM_BASE + place * MICROVM_DISTANCE,
                      MICROVM_LINE + place) &&
            !index--)
            return 1;
    return 0;
}

/// Agrees on features.
static uint64_t begin(struct virtio_device *device, uint64_t wanted) {
    uint64_t features;

    if (read(device, VERSION) != 2)
        return 0;
    write(device, STATUS, 0);
    write(device, STATUS, STATUS_ACKNOWLEDGE | STATUS_DRIVER);
    write(device, DEVICE_FEATURES_PART, 1);
    features = (uint64_t)read(device, DEVICE_FEATURES) << 32;
    write(device, DEVICE_FEATURES_PART, 0);
    features |= read(device, DEVICE_FEATURES);
    features &= wanted | VIRTIO_VERSION_1;
    write(device, DRIVER_FEATURES_PART, 1);
    write(device, DRIVER_FEATURES, features >> 32);
    write(device, DRIVER_FEATURES_PART, 0);
    write(device, DRIVER_FEATURES, features);
    write(device, STATUS, STATUS_ACKNOWLEDGE | STATUS_DRIVER | STATUS_FEATURES);
    return read(device, STATUS) & STATUS_FEATURES ? features : 0;
}

/// Returns how many entries a queue can have.
static unsigned queue_size(struct virtio_device *device, unsigned number) {
    write(device, QUEUE_SELECT, number);
    return read(device, QUEUE_MOST);
}

/// Writes an address.
static void write_address(struct virtio_device *device, unsigned at, uintptr_t address) {
    write(device, at, address);
    write(device, at + 4, address >> 32);
}

/// Tells the device where a queue is.
static void queue_enable(struct virtio_device *device, struct virtio_queue *queue) {
    write(device, QUEUE_SELECT, queue->number);
    write(device, QUEUE_SIZE, queue->size);
    write_address(device, QUEUE_DESCRIPTORS, device_reads(queue->descriptors));
    write_address(device, QUEUE_AVAILABLE, device_reads(queue->available));
    write_address(device, QUEUE_USED, device_writes(queue->used));
    write(device, QUEUE_READY, 1);
    queue->doorbell = device->registers + DOORBELL;
}

/// Starts the device.
static void ready(struct virtio_device *device) {
    interrupt_route(device->line);
    write(device, STATUS, STATUS_WORKS);
}

/// Lowers the interrupt line.
static void acknowledge(struct virtio_device *device) {
    uint32_t status = read(device, INTERRUPT_STATUS);

    if (status)
        write(device, INTERRUPT_ACKNOWLEDGE, status);
}

/// Returns whether the device works.
static int works(struct virtio_device *device) {
    return read(device, STATUS) == STATUS_WORKS;
}

static const struct virtio_transport mmio = {
    .find = find,
    .begin = begin,
    .queue_size = queue_size,
    .queue_enable = queue_enable,
    .ready = ready,
    .acknowledge = acknowledge,
    .works = works,
};

REGISTER(virtio_transport, mmio, &mmio);
