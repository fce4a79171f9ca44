// Devices of virtual machines (virtio 1.0 and later).
//
// A driver asks for a device of its type; a transport that is registered finds it. Then:
// virtio_begin agrees on features, virtio_queue_add makes the queues, virtio_ready starts the
// device.
//
// Buffers are named by their physical addresses, which are their addresses as long as they come
// from the page allocator or lie in the image.

#ifndef RUNTIME_VIRTIO_VIRTIO_H
#define RUNTIME_VIRTIO_VIRTIO_H

#include <stddef.h>
#include <stdint.h>

/// The types of devices.
enum {
    VIRTIO_NETWORK = 1,
    VIRTIO_BLOCK = 2,
    VIRTIO_CONSOLE = 3,
    VIRTIO_ENTROPY = 4,
    VIRTIO_9P = 9,
};

/// The feature without which a device is an old one, which is not served.
#define VIRTIO_VERSION_1 (1UL << 32)

/// A step of a chain of buffers, as the device reads it.
struct virtio_descriptor {
    uint64_t address;
    uint32_t length;
    uint16_t flags, next;
};

/// The bits of `flags`: the chain goes on; the device writes here.
enum { VIRTIO_NEXT = 1, VIRTIO_WRITE = 2 };

/// What the driver offers to the device.
struct virtio_available {
    uint16_t flags, index;
    uint16_t ring[];
};

/// What the device is done with.
struct virtio_used {
    uint16_t flags, index;
    struct {
        uint32_t id, length;
    } ring[];
};

struct virtio_device;

/// The pages of buffers between the driver and the device.
struct virtio_queue {
    struct virtio_descriptor *descriptors;
    struct virtio_available *available;
    volatile struct virtio_used *used;
    /// What the driver keeps with descriptors: with the first of each chain at least.
    void **tokens;
    struct virtio_device *device;
    /// Where the device is told about new buffers.
    volatile void *doorbell;
    uint16_t number, size;
    /// The first free descriptor, and how many there are.
    uint16_t free_first, free_count;
    /// How much was offered without the device having been told; how much was taken back.
    uint16_t told, taken;
};

/// A piece of memory for the device to read or write.
struct virtio_buffer {
    void *bytes;
    uint32_t length;
    /// VIRTIO_WRITE if the device writes it, or else 0.
    uint32_t flags;
};

/// How a device is reached.
struct virtio_transport {
    /// Finds the device with the number `index` of a type; returns whether there is one.
    int (*find)(struct virtio_device *device, unsigned type, unsigned index);
    /// Resets the device and agrees on features: those of `wanted` that it has. Returns 0 when it
    /// is too old.
    uint64_t (*begin)(struct virtio_device *device, uint64_t wanted);
    /// Returns how many entries a queue can have.
    unsigned (*queue_size)(struct virtio_device *device, unsigned number);
    /// Tells the device where a queue is.
    void (*queue_enable)(struct virtio_device *device, struct virtio_queue *queue);
    /// Starts the device.
    void (*ready)(struct virtio_device *device);
    /// Lets the device interrupt anew.
    void (*acknowledge)(struct virtio_device *device);
    /// Returns whether the device works: it was not removed, and has not given up.
    int (*works)(struct virtio_device *device);
};

/// A device that was found.
struct virtio_device {
    const struct virtio_transport *transport;
    /// Its registers, and the part of them that depends on the type.
    volatile uint8_t *registers;
    volatile uint8_t *configuration;
    /// On PCI: where doorbells are, and how far apart; and the device's place on the bus.
    volatile uint8_t *doorbells;
    uint32_t doorbell_distance, place;
    /// Its interrupt line.
    unsigned line;
};

uintptr_t device_reads(const volatile void *bytes);
uintptr_t device_writes(volatile void *bytes);
uint8_t device_byte(const volatile uint8_t *at);

int virtio_find(struct virtio_device *device, unsigned type, unsigned index);
int virtio_queue_add(struct virtio_device *device, struct virtio_queue *queue, unsigned number,
                     unsigned most);
int virtio_offer(struct virtio_queue *queue, const struct virtio_buffer *buffers, unsigned count,
                 void *token);
void virtio_offer_again(struct virtio_queue *queue, unsigned descriptor);
void virtio_tell(struct virtio_queue *queue);
void *virtio_borrow(struct virtio_queue *queue, uint32_t *length);
void *virtio_take(struct virtio_queue *queue, uint32_t *length);
void virtio_keep(struct virtio_queue *queue, unsigned first, void *const *tokens, unsigned count);
void virtio_end(struct virtio_queue *queue, void (*end)(void *token));
int virtio_rest(struct virtio_queue *queue);
int virtio_wait(struct virtio_queue *queue, uint64_t limit);

/// Returns whether the device is done with something.
static inline int virtio_done(const struct virtio_queue *queue) {
    return queue->used->index != queue->taken;
}

#endif
