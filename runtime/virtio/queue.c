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

/// Offers the chain that begins with `descriptor` as it is. The device need not know before
/// virtio_tell.
void virtio_offer_again(struct virtio_queue *queue, unsigned descriptor) {
    struct virtio_available *available = queue->available;

    available->ring[available->index & (queue->size - 1)] = descriptor;
    memory_order();
    available->index++;
}

/// Offers a chain of buffers, which comes back as `token`. Returns whether there was room. The
/// device need not know before virtio_tell.
int virtio_offer(struct virtio_queue *queue, const struct virtio_buffer *buffers, unsigned count,
                 void *token) {
    uint16_t first = queue->free_first, at = first;
    struct virtio_descriptor *descriptor;

    if (count > queue->free_count)
        return 0;
    queue->free_count -= count;
    queue->tokens[first] = token;
    do {
        descriptor = &queue->descriptors[at];
        descriptor->address =
            buffers->flags ? device_writes(buffers->bytes) : device_reads(buffers->bytes);
        descriptor->length = buffers->length;
        descriptor->flags = VIRTIO_NEXT | buffers->flags;
        at = descriptor->next;
        buffers++;
    } while (--count);
    descriptor->flags &= ~VIRTIO_NEXT;
    queue->free_first = at;
    virtio_offer_again(queue, first);
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

/// Returns the first descriptor of the next chain that the device is done with, and how many bytes
/// the device wrote.
static unsigned next_done(struct virtio_queue *queue, uint32_t *length) {
    unsigned at = queue->taken++ & (queue->size - 1);

    memory_order();
    queue->available->flags = NO_INTERRUPT;
    *length = queue->used->ring[at].length;
    return queue->used->ring[at].id & (queue->size - 1);
}

/// Takes a chain that the device is done with, to offer it again later: returns its token, and how
/// many bytes the device wrote. Null when there is none.
void *virtio_borrow(struct virtio_queue *queue, uint32_t *length) {
    return virtio_done(queue) ? queue->tokens[next_done(queue, length)] : NULL;
}

/// Takes back a chain that the device is done with: returns its token, and how many bytes the
/// device wrote. Null when there is none.
void *virtio_take(struct virtio_queue *queue, uint32_t *length) {
    struct virtio_descriptor *descriptor;
    unsigned first;

    if (!virtio_done(queue))
        return NULL;
    first = next_done(queue, length);
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

/// Keeps `count` further tokens with the chain that begins with `first` and has as many further
/// buffers; they come back through virtio_end.
void virtio_keep(struct virtio_queue *queue, unsigned first, void *const *tokens, unsigned count) {
    for (unsigned at = first; count; count--)
        queue->tokens[at = queue->descriptors[at].next] = *tokens++;
}

/// Takes back all chains that the device is done with, and calls `end` with each of their tokens.
void virtio_end(struct virtio_queue *queue, void (*end)(void *token)) {
    while (virtio_done(queue)) {
        struct virtio_descriptor *descriptor;
        uint32_t length;
        unsigned first = next_done(queue, &length), at = first;

        do {
            if (queue->tokens[at])
                end(queue->tokens[at]);
            queue->tokens[at] = NULL;
            queue->free_count++;
            descriptor = &queue->descriptors[at];
            at = descriptor->next;
        } while (descriptor->flags & VIRTIO_NEXT);
        descriptor->next = queue->free_first;
        queue->free_first = first;
    }
}

/// Has the device interrupt when it is done with something. Returns whether it already is.
int virtio_rest(struct virtio_queue *queue) {
    queue->available->flags = 0;
    queue->device->transport->acknowledge(queue->device);
    memory_fence();
    return virtio_done(queue);
}
