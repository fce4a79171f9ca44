// Segments of TCP that go to the host as one. lwIP makes them one by one, and says of each whether
// the next one follows at once: such a segment waits here, and all go out with the headers of the
// first one.

#include <lwip/inet_chksum.h>
#include <stddef.h>
#include <string.h>

#include "network/virtio/segments.h"

/// The kind of segmentation: TCP over IPv4.
enum { SEGMENTS_TCP4 = 1 };

/// Returns the bytes before the data of a segment.
static unsigned header_length(const struct segment *segment) {
    return offsetof(struct segment, tcp) + TCPH_HDRLEN_BYTES(&segment->tcp);
}

/// Returns whether `segment` is of the same connection as `first`, and says the same of the other
/// direction.
static int is_alike(const struct segment *segment, const struct segment *first) {
    return segment->tcp.ackno == first->tcp.ackno && segment->tcp.wnd == first->tcp.wnd &&
           !memcmp(&segment->internet.src, &first->internet.src, 12);
}

/// Returns whether a frame can go with those of a bundle: it has the segment that follows.
int bundle_takes(const struct bundle *bundle, const struct netif *interface,
                 const struct pbuf *frame) {
    const struct segment *segment = checksum_segment(interface, frame), *first;
    unsigned length;

    if (!segment || frame->len < header_length(segment))
        return 0;
    length = frame->tot_len - header_length(segment);
    if (!bundle->count)
        return length && pbuf_clen(frame) <= MOST_PIECES;
    first = bundle->frames[0]->payload;
    return length && length <= bundle->segment_size && bundle->count < MOST_SEGMENTS &&
           bundle->pieces + pbuf_clen(frame) <= MOST_PIECES &&
           bundle->length == bundle->count * bundle->segment_size &&
           header_length(segment) == bundle->header_length && is_alike(segment, first) &&
           lwip_ntohl(segment->tcp.seqno) == lwip_ntohl(first->tcp.seqno) + bundle->length;
}

/// Adds a frame to a bundle, which takes it.
void bundle_add(struct bundle *bundle, struct pbuf *frame) {
    unsigned header = header_length(frame->payload);

    if (!bundle->count) {
        bundle->header_length = header;
        bundle->segment_size = frame->tot_len - header;
        bundle->pieces = bundle->length = 0;
    }
    bundle->frames[bundle->count++] = frame;
    bundle->pieces += pbuf_clen(frame);
    bundle->length += frame->tot_len - header;
}

/// Makes the headers of the first of several segments those of all; returns `header`, which tells
/// the host how to cut them.
const struct frame_header *bundle_close(const struct bundle *bundle, struct frame_header *header) {
    struct segment *first = bundle->frames[0]->payload;
    const struct segment *last = bundle->frames[bundle->count - 1]->payload;
    unsigned length = bundle->header_length - sizeof first->ethernet + bundle->length;

    // The host leaves this out of all but the last.
    first->tcp._hdrlen_rsvd_flags |= last->tcp._hdrlen_rsvd_flags & PP_HTONS(TCP_PSH | TCP_FIN);
    first->internet._len = lwip_htons(length);
    first->internet._chksum = 0;
    first->internet._chksum = inet_chksum(&first->internet, IP_HLEN);
    checksum_begin(first);
    *header = (struct frame_header){
        .flags = CHECKSUM_WANTED,
        .segmentation = SEGMENTS_TCP4,
        .header_length = bundle->header_length,
        .segment_size = bundle->segment_size,
        .checksum_start = offsetof(struct segment, tcp),
        .checksum_offset = offsetof(struct tcp_hdr, chksum),
    };
    return header;
}
