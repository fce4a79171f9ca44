// Segments of TCP that go to the host as one, which cuts it again (virtio 1.2, 5.1.6.2).

#ifndef RUNTIME_NETWORK_VIRTIO_SEGMENTS_H
#define RUNTIME_NETWORK_VIRTIO_SEGMENTS_H

#include "network/virtio/checksums.h"

// The features of cards whose host cuts segments over IPv4, and over IPv6.
#define FEATURE_SEGMENTS4 (1UL << 11)
#define FEATURE_SEGMENTS6 (1UL << 12)

enum { MOST_SEGMENTS = 16, MOST_PIECES = 48 };

/// Frames with segments of one connection that follow each other.
struct bundle {
    struct pbuf *frames[MOST_SEGMENTS];
    unsigned count;
    const struct unfinished *kind;
    /// How many buffers they are.
    unsigned pieces;
    /// The bytes before the data of each; the bytes of data in all but the last, which may have
    /// less; and the bytes of data in all.
    unsigned header_length, segment_size, length;
};

uint64_t segments_wanted(void);
int bundle_takes(const struct bundle *bundle, const struct netif *interface,
                 const struct pbuf *frame);
void bundle_add(struct bundle *bundle, const struct netif *interface, struct pbuf *frame);
const struct frame_header *bundle_close(const struct bundle *bundle, struct frame_header *header);

#endif
