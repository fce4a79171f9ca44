// Devices on PCI. They interrupt by messages, so that nobody needs to know how lines are wired.

#include "virtio/pci.h"
#include "arch/x86_64/cpu.h"

#include "interrupts/interrupts.h"
#include "memory/device.h"
#include "registry/registry.h"
#include "virtio/status.h"
#include "virtio/virtio.h"

/// The vendor of virtio devices, and what is added to a type to get the device's number; devices
/// that can also be old ones have other numbers, and their type where the subsystem is.
#define VENDOR 0x1af4
#define MODERN 0x1040
#define TRANSITIONAL 0x1000

// The configuration of a function.
enum { COMMAND = 0x04, BARS = 0x10, SUBSYSTEM = 0x2c, CAPABILITIES = 0x34 };

/// Lets the function answer in memory, write memory, and use no interrupt line.
#define COMMAND_ENABLE 0x406

/// The kinds of capabilities.
enum { CAPABILITY_VENDOR = 0x09, CAPABILITY_MESSAGES = 0x11 };

// The parts of a device, by the number in their capability.
enum { PART_COMMON = 1, PART_DOORBELLS = 2, PART_CONFIGURATION = 4 };

/// Switches messages on, in the word with their control.
#define MESSAGES_ENABLE 0x80000000u

/// The registers that devices of all types have.
struct common {
    uint32_t device_part, device_features, driver_part, driver_features;
    uint16_t configuration_vector, queue_count;
    uint8_t status, generation;
    uint16_t queue_select, queue_size, queue_vector, queue_enable, queue_doorbell;
    uint64_t descriptors, available, used;
};

/// Returns the registers of a device.
static volatile struct common *common(struct virtio_device *device) {
    return (volatile struct common *)device->registers;
}

/// Maps `size` bytes of what a base address register says, from `offset` on.
static volatile uint8_t *map_bar(uint32_t place, unsigned bar, uint32_t offset, uint32_t size) {
    uint64_t base = pci_read(place, BARS + bar * 4);

    if (base & 1)
        return NULL;
    if ((base & 6) == 4)
        base |= (uint64_t)pci_read(place, BARS + bar * 4 + 4) << 32;
    return device_memory((base & ~15UL) + offset, size);
}

/// Switches the first message on, with the vector of devices.
static void enable_messages(uint32_t place, unsigned at) {
    uint32_t where = pci_read(place, at + 4);
    volatile uint32_t *entry = (volatile uint32_t *)map_bar(place, where & 7, where & ~7u, 16);

    if (!entry)
        return;
    entry[0] = INTERRUPT_MESSAGE_ADDRESS;
    entry[1] = 0;
    entry[2] = VECTOR_DEVICE;
    entry[3] = 0;
    pci_write(place, at, (pci_read(place, at) & ~0x40000000u) | MESSAGES_ENABLE);
}

/// Maps the part of a device that a capability describes.
static void map_part(struct virtio_device *device, uint32_t place, unsigned at) {
    uint32_t head = pci_read(place, at);
    volatile uint8_t *part = map_bar(place, pci_read(place, at + 4) & 0xff, pci_read(place, at + 8),
                                     pci_read(place, at + 12));

    switch (head >> 24) {
    case PART_COMMON:
        device->registers = part;
        break;
    case PART_DOORBELLS:
        device->doorbells = part;
        device->doorbell_distance = pci_read(place, at + 16);
        break;
    case PART_CONFIGURATION:
        if (!device->configuration)
            device->configuration = part;
        break;
    }
}

/// Maps the parts of the device at `place`. Returns whether it is a current one.
static int map_device(struct virtio_device *device, uint32_t place) {
    unsigned at = pci_read(place, CAPABILITIES) & 0xfc;

    device->registers = device->doorbells = device->configuration = NULL;
    device->place = place;
    pci_write(place, COMMAND, COMMAND_ENABLE);
    for (unsigned most = 48; at && most; most--) {
        uint32_t head = pci_read(place, at);

        if ((head & 0xff) == CAPABILITY_VENDOR)
            map_part(device, place, at);
        at = head >> 8 & 0xfc;
    }
    return device->registers && device->doorbells;
}

/// Returns whether the function at `place` is a device of a type.
static int is_type(uint32_t place, unsigned type) {
    uint32_t identity = pci_read(place, 0);
    unsigned number = identity >> 16;

    if ((identity & 0xffff) != VENDOR)
        return 0;
    if (number >= MODERN)
        return number == MODERN + type;
    return number >= TRANSITIONAL && pci_read(place, SUBSYSTEM) >> 16 == type;
}

/// Finds a device on the first bus.
static int find(struct virtio_device *device, unsigned type, unsigned index) {
    if (!pci_present())
        return 0;
    for (uint32_t place = 0; place < 0x10000; place += 0x100)
        if (is_type(place, type) && map_device(device, place) && !index--)
            return 1;
    return 0;
}

/// Agrees on features.
static uint64_t begin(struct virtio_device *device, uint64_t wanted) {
    volatile struct common *registers = common(device);
    uint64_t features;

    registers->status = 0;
    while (registers->status)
        cpu_relax();
    registers->status = STATUS_ACKNOWLEDGE | STATUS_DRIVER;
    registers->device_part = 1;
    features = (uint64_t)registers->device_features << 32;
    registers->device_part = 0;
    features |= registers->device_features;
    features &= wanted | VIRTIO_VERSION_1;
    registers->driver_part = 1;
    registers->driver_features = features >> 32;
    registers->driver_part = 0;
    registers->driver_features = features;
    registers->status = STATUS_ACKNOWLEDGE | STATUS_DRIVER | STATUS_FEATURES;
    return registers->status & STATUS_FEATURES ? features : 0;
}

/// Returns how many entries a queue can have.
static unsigned queue_size(struct virtio_device *device, unsigned number) {
    common(device)->queue_select = number;
    return common(device)->queue_size;
}

/// Writes an address, in two halves.
static void write_address(volatile uint64_t *to, uintptr_t address) {
    volatile uint32_t *halves = (volatile uint32_t *)to;

    halves[0] = address;
    halves[1] = address >> 32;
}

/// Tells the device where a queue is.
static void queue_enable(struct virtio_device *device, struct virtio_queue *queue) {
    volatile struct common *registers = common(device);

    registers->queue_select = queue->number;
    registers->queue_size = queue->size;
    registers->queue_vector = 0;
    write_address(&registers->descriptors, device_reads(queue->descriptors));
    write_address(&registers->available, device_reads(queue->available));
    write_address(&registers->used, device_writes(queue->used));
    queue->doorbell = device->doorbells + registers->queue_doorbell * device->doorbell_distance;
    registers->queue_enable = 1;
}

/// Starts the device.
static void ready(struct virtio_device *device) {
    common(device)->status = STATUS_WORKS;
}

/// Does nothing: a message is sent once.
static void acknowledge(struct virtio_device *device) {}

/// Returns whether the device works.
static int works(struct virtio_device *device) {
    return common(device)->status == STATUS_WORKS;
}

/// Agrees on features, after messages were switched on: before, the device has no vectors.
static uint64_t begin_with_messages(struct virtio_device *device, uint64_t wanted) {
    unsigned at = pci_read(device->place, CAPABILITIES) & 0xfc;

    for (unsigned most = 48; at && most; most--) {
        uint32_t head = pci_read(device->place, at);

        if ((head & 0xff) == CAPABILITY_MESSAGES)
            enable_messages(device->place, at);
        at = head >> 8 & 0xfc;
    }
    return begin(device, wanted);
}

static const struct virtio_transport pci = {
    .find = find,
    .begin = begin_with_messages,
    .queue_size = queue_size,
    .queue_enable = queue_enable,
    .ready = ready,
    .acknowledge = acknowledge,
    .works = works,
};

REGISTER(virtio_transport, pci, &pci);
