// Checksums that the host makes, and that it vouches for (virtio 1.2, 5.1.6.2 and 5.1.6.4).

#ifndef RUNTIME_NETWORK_VIRTIO_CHECKSUMS_H
#define RUNTIME_NETWORK_VIRTIO_CHECKSUMS_H

#include <lwip/netif.h>
#include <lwip/pbuf.h>
#include <stdint.h>

// The features of cards whose host makes checksums, and lets them be checked.
#define FEATURE_CHECKSUM (1UL << 0)
#define FEATURE_GUEST_CHECKSUM (1UL << 1)

/// What stands before each frame.
struct frame_header {
    uint8_t flags, segmentation;
    uint16_t header_length, segment_size, checksum_start, checksum_offset, buffers;
};

/// The bits of `flags`: the checksum is still to be made; the checksum is right.
enum { CHECKSUM_WANTED = 1, CHECKSUM_RIGHT = 2 };

/// A kind of frames whose checksum is left to the host.
struct unfinished {
    /// What stands before them: it tells where the segment or datagram begins, and where the
    /// checksum stands in it.
    struct frame_header header;
    /// Where both addresses stand, which end where the segment or datagram begins.
    uint8_t addresses;
    uint8_t protocol;
};

const struct unfinished *checksum_kind(const struct netif *interface, const struct pbuf *frame);
void checksum_begin(const struct unfinished *kind, void *frame, unsigned length);
void checksums_agree(struct netif *interface, uint64_t features);
const struct frame_header *checksum_leave(const struct netif *interface, struct pbuf *frame);
void checksum_vouch(struct netif *interface, const struct frame_header *header, uint8_t *frame,
                    unsigned length);

#endif
