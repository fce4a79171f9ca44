// Network cards of virtual machines.
//
// Nothing is copied here: the card writes frames into buffers that travel through the stack as they
// are, and reads what the stack sends where it lies. When most buffers are held by someone, a frame
// is copied after all, so that the card never runs dry.

#include <assert.h>
#include <lwip/etharp.h>
#include <string.h>

#include "memory/pages.h"
#include "network/network.h"
#include "registry/registry.h"
#include "virtio/virtio.h"

// The features of network cards that are used.
#define FEATURE_MAC (1UL << 5)

/// What stands before each frame.
struct frame_header {
    uint8_t flags, segmentation;
    uint16_t header_length, segment_size, checksum_start, checksum_offset, buffers;
};

/// The most bytes of a frame, with room for a tag.
#define FRAME_SIZE 1518

enum { RECEIVE_SIZE = 128, SEND_SIZE = 128, BUFFER_SIZE = 2048, MOST_PIECES = 16 };

/// A buffer for a frame to come.
struct buffer {
    struct pbuf_custom custom;
    struct card *card;
    struct frame_header header;
    uint8_t frame[FRAME_SIZE];
};

/// A card.
struct card {
    struct network_device device;
    struct virtio_device virtio;
    struct virtio_queue receive, send;
};

/// Offers a buffer to the card.
static void offer(struct card *card, struct buffer *buffer) {
    struct virtio_buffer piece = {&buffer->header, sizeof buffer->header + sizeof buffer->frame, 1};

    virtio_offer(&card->receive, &piece, 1, buffer);
}

/// Takes a buffer back from the stack.
static void buffer_free(struct pbuf *frame) {
    struct buffer *buffer = (struct buffer *)frame;

    offer(buffer->card, buffer);
}

/// Gives the stack a frame of `length` bytes.
static void deliver(struct card *card, struct buffer *buffer, unsigned length) {
    struct pbuf *frame;

    if (card->receive.free_count < RECEIVE_SIZE / 2) {
        buffer->custom.custom_free_function = buffer_free;
        frame = pbuf_alloced_custom(PBUF_RAW, length, PBUF_REF, &buffer->custom, buffer->frame,
                                    sizeof buffer->frame);
    } else {
        frame = pbuf_alloc(PBUF_RAW, length, PBUF_RAM);
        if (frame)
            memcpy(frame->payload, buffer->frame, length);
        offer(card, buffer);
    }
    if (frame)
        network_input(frame, &card->device.interface);
}

/// Ends the sending of what the card has sent.
static void reclaim(struct card *card) {
    struct pbuf *frame;
    uint32_t length;

    while ((frame = virtio_take(&card->send, &length)))
        pbuf_free(frame);
}

/// Takes what came in, and ends what went out.
static unsigned poll(struct network_device *device) {
    struct card *card = (struct card *)device;
    struct buffer *buffer;
    unsigned count = 0;
    uint32_t length;

    reclaim(card);
    // At most one round of buffers, so that a flood leaves time for others.
    while (count < RECEIVE_SIZE && (buffer = virtio_take(&card->receive, &length))) {
        count++;
        if (length > sizeof buffer->header && length <= sizeof buffer->header + FRAME_SIZE)
            deliver(card, buffer, length - sizeof buffer->header);
        else
            offer(card, buffer);
    }
    virtio_tell(&card->receive);
    return count;
}

/// Has the card interrupt when a frame comes.
static int rest(struct network_device *device) {
    return virtio_rest(&((struct card *)device)->receive);
}

/// Returns whether the card works.
static int works(struct network_device *device) {
    struct virtio_device *virtio = &((struct card *)device)->virtio;

    return virtio->transport->works(virtio);
}

/// Sends a frame; the card reads it where it lies, and it is held until then.
static err_t send(struct netif *interface, struct pbuf *frame) {
    static struct frame_header header;
    struct card *card = interface->state;
    struct virtio_buffer pieces[MOST_PIECES + 1];
    unsigned count = 1;

    pieces[0] = (struct virtio_buffer){&header, sizeof header, 0};
    if (card->send.free_count < SEND_SIZE / 2)
        reclaim(card);
    for (struct pbuf *piece = frame; piece; piece = piece->next) {
        if (!piece->len)
            continue;
        if (count > MOST_PIECES)
            return ERR_BUF;
        pieces[count++] = (struct virtio_buffer){piece->payload, piece->len, 0};
    }
    if (!virtio_offer(&card->send, pieces, count, frame))
        return ERR_MEM;
    pbuf_ref(frame);
    virtio_tell(&card->send);
    return ERR_OK;
}

/// Describes the interface of a card to lwIP.
static err_t describe(struct netif *interface) {
    struct card *card = interface->state;

    interface->name[0] = 'e';
    interface->name[1] = 'n';
    interface->mtu = 1500;
    interface->flags =
        NETIF_FLAG_BROADCAST | NETIF_FLAG_ETHERNET | NETIF_FLAG_IGMP | NETIF_FLAG_MLD6;
    interface->hwaddr_len = ETH_HWADDR_LEN;
    for (unsigned i = 0; i < ETH_HWADDR_LEN; i++)
        interface->hwaddr[i] = card->virtio.configuration[i];
    interface->linkoutput = send;
    return ERR_OK;
}

/// Makes the buffers for frames to come.
static int fill(struct card *card) {
    uint8_t *memory = pages_allocate(card->receive.size * BUFFER_SIZE / PAGE_SIZE);

    for (unsigned i = 0; memory && i < card->receive.size; i++) {
        struct buffer *buffer = (struct buffer *)(memory + i * BUFFER_SIZE);

        buffer->card = card;
        offer(card, buffer);
    }
    return memory != NULL;
}

/// Returns a card that is not in use: most programs have only the first.
static struct card *create(unsigned index) {
    static struct card first;
    static_assert(sizeof first <= PAGE_SIZE, "a card fits into a page");
    void *memory = index ? pages_allocate(1) : &first;

    return memory && index ? memset(memory, 0, sizeof first) : memory;
}

/// Finds a card and adds its interface.
static struct network_device *attach(unsigned index) {
    struct card *card = create(index);

    if (!card)
        return NULL;
    if (!virtio_find(&card->virtio, VIRTIO_NETWORK, index)) {
        if (index)
            pages_free(card, 1);
        return NULL;
    }
    if (!card->virtio.transport->begin(&card->virtio, FEATURE_MAC) ||
        !virtio_queue_add(&card->virtio, &card->receive, 0, RECEIVE_SIZE) ||
        !virtio_queue_add(&card->virtio, &card->send, 1, SEND_SIZE) || !fill(card))
        return NULL;
    card->virtio.transport->ready(&card->virtio);
    virtio_tell(&card->receive);
    card->device.poll = poll;
    card->device.rest = rest;
    card->device.works = works;
    netif_add_noaddr(&card->device.interface, card, describe, NULL);
    return &card->device;
}

static const struct network_driver driver = {attach};

REGISTER(network_driver, virtio, &driver);
