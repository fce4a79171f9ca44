// Network cards of virtual machines.
//
// Nothing is copied here: the card writes frames into buffers that travel through the stack as they
// are, and reads what the stack sends where it lies. When most buffers are held by someone, a frame
// is copied after all, so that the card never runs dry.

#include <lwip/etharp.h>
#include <stddef.h>
#include <string.h>

#include "memory/blocks.h"
#include "network/network.h"
#include "network/virtio/checksums.h"
#include "network/virtio/segments.h"
#include "registry/registry.h"
#include "virtio/virtio.h"

// The features of network cards that are used.
#define FEATURE_MAC (1UL << 5)

/// The most bytes of a frame, with room for a tag.
#define FRAME_SIZE 1518

enum { RECEIVE_SIZE = 128, SEND_SIZE = 128 };

/// What the card writes; it does not cross pages.
union space {
    struct {
        struct frame_header header;
        uint8_t frame[FRAME_SIZE];
    };
    uint8_t bytes[2048];
};

/// A buffer for a frame to come. lwIP has buffers of its own that begin with what is last here, and
/// of which nobody must believe that they have a card.
struct buffer {
    struct card *card;
    union space *space;
    /// The descriptor that names it to the card.
    unsigned descriptor;
    struct pbuf_custom custom;
    /// Where a buffer of lwIP's own says which one it is a part of: nothing here, and no part of
    /// the next.
    struct pbuf *whole;
};

/// A card.
struct card {
    struct network_device device;
    struct virtio_device virtio;
    struct virtio_queue receive, send;
    /// Whether the host cuts segments.
    int cuts_segments;
    /// What is to go out with what follows.
    struct bundle bundle;
    /// What stands before segments that go out as one, by their first descriptors.
    struct frame_header headers[SEND_SIZE];
    /// How many buffers the stack has.
    unsigned held;
};

/// Returns the buffer that begins `frame`, which came in.
static struct buffer *buffer_of(struct pbuf *frame) {
    return (struct buffer *)((char *)frame - offsetof(struct buffer, custom.pbuf));
}

/// Offers a buffer to the card again.
static void offer(struct card *card, struct buffer *buffer) {
    virtio_offer_again(&card->receive, buffer->descriptor);
}

/// Takes a buffer back from the stack.
static void buffer_free(struct pbuf *frame) {
    struct buffer *buffer = buffer_of(frame);

    buffer->card->held--;
    offer(buffer->card, buffer);
}

/// Gives the stack a frame of `length` bytes.
static void deliver(struct card *card, struct buffer *buffer, unsigned length) {
    struct pbuf *frame;

    checksum_vouch(&card->device.interface, &buffer->space->header, buffer->space->frame, length);
    if (card->held < RECEIVE_SIZE / 2) {
        card->held++;
        buffer->custom.custom_free_function = buffer_free;
        frame = pbuf_alloced_custom(PBUF_RAW, length, PBUF_REF, &buffer->custom,
                                    buffer->space->frame, FRAME_SIZE);
    } else {
        frame = pbuf_alloc(PBUF_RAW, length, PBUF_RAM);
        if (frame)
            memcpy(frame->payload, buffer->space->frame, length);
        offer(card, buffer);
    }
    if (frame)
        network_input(frame, &card->device.interface);
}

/// Ends the sending of a frame.
static void end(void *frame) {
    pbuf_free(frame);
}

/// Offers the card `count` frames behind one header, which it reads where they lie; of all but the
/// first it reads what is behind the first `skip` bytes. They are held until then.
static err_t offer_frames(struct card *card, const struct frame_header *header,
                          struct pbuf *const *frames, unsigned count, unsigned skip) {
    struct virtio_buffer pieces[MOST_PIECES + 1];
    unsigned first = card->send.free_first, used = 1, passed = 0;

    pieces[0] = (struct virtio_buffer){(void *)header, sizeof *header, 0};
    for (unsigned i = 0; i < count; i++) {
        for (struct pbuf *piece = frames[i]; piece; piece = piece->next) {
            if (piece->len > passed) {
                if (used > MOST_PIECES)
                    return ERR_BUF;
                pieces[used++] =
                    (struct virtio_buffer){(char *)piece->payload + passed, piece->len - passed, 0};
            }
            passed = 0;
        }
        passed = skip;
    }
    if (!virtio_offer(&card->send, pieces, used, frames[0]))
        return ERR_MEM;
    virtio_keep(&card->send, first, (void *const *)(frames + 1), count - 1);
    virtio_tell(&card->send);
    return ERR_OK;
}

/// Offers the card the segments that were waiting.
static err_t send_bundle(struct card *card) {
    struct bundle *bundle = &card->bundle;
    const struct frame_header *header =
        bundle->count > 1 ? bundle_close(bundle, &card->headers[card->send.free_first])
                          : checksum_leave(&card->device.interface, bundle->frames[0]);
    err_t error = offer_frames(card, header, bundle->frames, bundle->count, bundle->header_length);

    if (error)
        for (unsigned i = 0; i < bundle->count; i++)
            pbuf_free(bundle->frames[i]);
    bundle->count = 0;
    return error;
}

/// Takes what came in, and ends what went out.
static unsigned poll(struct network_device *device) {
    struct card *card = (struct card *)device;
    struct pbuf *frame;
    unsigned count = 0;
    uint32_t length;

    virtio_end(&card->send, end);
    // What was to follow did not.
    if (card->bundle.count)
        send_bundle(card);
    // At most one round of buffers, so that a flood leaves time for others.
    while (count < RECEIVE_SIZE && (frame = virtio_borrow(&card->receive, &length))) {
        struct buffer *buffer = buffer_of(frame);

        count++;
        if (length > sizeof(struct frame_header) &&
            length <= sizeof(struct frame_header) + FRAME_SIZE)
            deliver(card, buffer, length - sizeof(struct frame_header));
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

/// Sends a frame, or keeps it for the one that follows.
static err_t send(struct netif *interface, struct pbuf *frame) {
    struct card *card = interface->state;
    struct bundle *bundle = &card->bundle;
    int waits = frame == network_followed && card->cuts_segments;
    err_t error;

    if (card->send.free_count < SEND_SIZE / 2)
        virtio_end(&card->send, end);
    if (bundle->count && !bundle_takes(bundle, interface, frame))
        send_bundle(card);
    if (!bundle->count && !(waits && bundle_takes(bundle, interface, frame))) {
        error = offer_frames(card, checksum_leave(interface, frame), &frame, 1, 0);
        if (!error)
            pbuf_ref(frame);
        return error;
    }
    bundle_add(bundle, interface, frame);
    pbuf_ref(frame);
    return waits && card->send.free_count > MOST_PIECES ? ERR_OK : send_bundle(card);
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
        interface->hwaddr[i] = device_byte(card->virtio.configuration + i);
    interface->linkoutput = send;
    return ERR_OK;
}

/// Makes the buffers for frames to come.
static int fill(struct card *card) {
    union space *space = block_allocate(card->receive.size * sizeof *space);
    struct buffer *buffer = block_allocate(card->receive.size * sizeof *buffer);

    if (!space || !buffer)
        return 0;
    for (unsigned left = card->receive.size; left; left--, buffer++) {
        struct virtio_buffer piece = {space, sizeof(struct frame_header) + FRAME_SIZE,
                                      VIRTIO_WRITE};

        buffer->card = card;
        buffer->space = space++;
        buffer->descriptor = card->receive.free_first;
        // What both queues give back is a frame.
        virtio_offer(&card->receive, &piece, 1, &buffer->custom.pbuf);
    }
    return 1;
}

/// Returns a card that is not in use: most programs have only the first.
static struct card *create(unsigned index) {
    static struct card first;

    return index ? block_allocate_zeroed(sizeof first) : &first;
}

/// Finds a card and adds its interface.
static struct network_device *attach(unsigned index) {
    struct card *card = create(index);
    uint64_t features;

    if (!card)
        return NULL;
    if (!virtio_find(&card->virtio, VIRTIO_NETWORK, index)) {
        if (index)
            block_free(card, sizeof *card);
        return NULL;
    }
    features = card->virtio.transport->begin(
        &card->virtio, FEATURE_MAC | FEATURE_CHECKSUM | FEATURE_GUEST_CHECKSUM | segments_wanted());
    if (!features || !virtio_queue_add(&card->virtio, &card->receive, 0, RECEIVE_SIZE) ||
        !virtio_queue_add(&card->virtio, &card->send, 1, SEND_SIZE) || !fill(card))
        return NULL;
    card->virtio.transport->ready(&card->virtio);
    virtio_tell(&card->receive);
    card->device.poll = poll;
    card->device.rest = rest;
    card->device.works = works;
    netif_add_noaddr(&card->device.interface, card, describe, NULL);
    checksums_agree(&card->device.interface, features);
    card->cuts_segments = features & FEATURE_CHECKSUM && !(segments_wanted() & ~features);
    network_foresees |= card->cuts_segments;
    return &card->device;
}

static const struct network_driver driver = {attach};

REGISTER(network_driver, virtio, &driver);
