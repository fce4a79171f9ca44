// Queues: the split rings of virtio 1.0.

#include "arch/x86_64/cpu.h"
#include "memory/blocks.h"
#include "virtio/virtio.h"

/// The end of the list of free descriptors.
#define NO_DESCRIPTOR 0xffff

// What one side asks of the other: no interrupts, and no doorbell.
enum { NO_INTERRUPT = 1, NO_DOORBELL = 1 };

/// Makes queue `number` of a device, with at most `most` entries. Returns whether there is memory.
int virtio_queue_add(struct virtio_device *device, struct virtio_queue *queue, unsigned number,
                     unsigned most) {
    unsigned size = device->transport->queue_size(device, number);
    size_t descriptors, available, used;
    uint8_t *rings;
    void **tokens;

    if (size > most)
        size = most;
    descriptors = size * sizeof(struct virtio_descriptor);
    available = (sizeof(struct virtio_available) + size * 2 + 9) & -8UL;
    used = (sizeof(struct virtio_used) + size * 8 + 9) & -8UL;
    rings = size ? block_allocate_zeroed(descriptors + available + used) : NULL;
    // Apart: the device is told nothing of them.
    tokens = rings ? block_allocate_zeroed(size * sizeof *tokens) : NULL;
    if (!tokens)
        return 0;
    *queue = (struct virtio_queue){
        .descriptors = (struct virtio_descriptor *)rings,
        .available = (struct virtio_available *)(rings + descriptors),
        .used = (struct virtio_used *)(rings + descriptors + available),
        .tokens = tokens,
        .device = device,
        .number = number,
        .size = size,
        .free_count = size,
    };
    for (unsigned i = 0; i < size; i++)
        queue->descriptors[i].next = i + 1 < size ? i + 1 : NO_DESCRIPTOR;
    queue->available->flags = NO_INTERRUPT;
    device->transport->queue_enable(device, queue);
    return 1;
}

/// Offers a chain of buffers, which comes back as `token`. Returns whether there was room. The
/// device need not know before virtio_tell.
int virtio_offer(struct virtio_queue *queue, const struct virtio_buffer *buffers, unsigned count,
                 void *token) {
    uint16_t first = queue->free_first, at = first;
    struct virtio_descriptor *descriptor = NULL;

    if (count > queue->free_count)
        return 0;
    for (unsigned i = 0; i < count; i++) {
        descriptor = &queue->descriptors[at];
        descriptor->address =
            buffers[i].writable ? device_writes(buffers[i].bytes) : device_reads(buffers[i].bytes);
        descriptor->length = buffers[i].length;
        descriptor->flags = VIRTIO_NEXT | (buffers[i].writable ? VIRTIO_WRITE : 0);
        at = descriptor->next;
    }
    descriptor->flags &= ~VIRTIO_NEXT;
    queue->free_first = at;
    queue->free_count -= count;
    queue->tokens[first] = token;
    queue->available->ring[queue->available->index & (queue->size - 1)] = first;
    memory_order();
    queue->available->index++;
    return 1;
}

/// Tells the device about what was offered since the last time, if it wants to know.
void virtio_tell(struct virtio_queue *queue) {
    if (queue->told == queue->available->index)
        return;
    queue->told = queue->available->index;
    memory_fence();
    if (queue->used->flags & NO_DOORBELL)
        return;
    if (queue->device->doorbells)
        *(volatile uint16_t *)queue->doorbell = queue->number;
    else
        *(volatile uint32_t *)queue->doorbell = queue->number;
}

/// Takes back a chain that the device is done with: returns its token, and how many bytes the
/// device wrote. Null when there is none.
void *virtio_take(struct virtio_queue *queue, uint32_t *length) {
    struct virtio_descriptor *descriptor;
    unsigned at = queue->taken & (queue->size - 1);
    uint16_t first;

    if (!virtio_done(queue))
        return NULL;
    memory_order();
    first = queue->used->ring[at].id & (queue->size - 1);
    *length = queue->used->ring[at].length;
    queue->taken++;
    queue->available->flags = NO_INTERRUPT;
    descriptor = &queue->descriptors[first];
    queue->free_count++;
    while (descriptor->flags & VIRTIO_NEXT) {
        descriptor = &queue->descriptors[descriptor->next];
        queue->free_count++;
    }
    descriptor->next = queue->free_first;
    queue->free_first = first;
    return queue->tokens[first];
}

/// Has the device interrupt when it is done with something. Returns whether it already is.
int virtio_rest(struct virtio_queue *queue) {
    queue->available->flags = 0;
    queue->device->transport->acknowledge(queue->device);
    memory_fence();
    return virtio_done(queue);
}
