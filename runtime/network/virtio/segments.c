// Segments of TCP that go to the host as one. lwIP makes them one by one, and says of each whether
// the next one follows at once: such a segment waits here, and all go out with the headers of the
// first one.

#include <lwip/inet_chksum.h>
#include <lwip/prot/ethernet.h>
#include <lwip/prot/ip.h>
#include <lwip/prot/ip4.h>
#include <lwip/prot/ip6.h>
#include <lwip/prot/tcp.h>
#include <stddef.h>
#include <string.h>

#include "network/network.h"
#include "network/virtio/segments.h"

/// The kinds of segmentation: TCP over IPv4, and over IPv6.
enum { SEGMENTS_TCP4 = 1, SEGMENTS_TCP6 = 4 };

/// Returns the features that a card must have so that its host cuts segments of all protocols that
/// are spoken.
uint64_t segments_wanted(void) {
    return network_has_protocol(PP_HTONS(ETHTYPE_IPV6)) ? FEATURE_SEGMENTS4 | FEATURE_SEGMENTS6
                                                        : FEATURE_SEGMENTS4;
}

/// Returns the segment in a frame of a kind.
static struct tcp_hdr *segment_of(const struct unfinished *kind, const struct pbuf *frame) {
    return (struct tcp_hdr *)((char *)frame->payload + kind->header.checksum_start);
}

/// Returns whether two frames of a kind are of the same connection, and say the same of the other
/// direction.
static int are_alike(const struct unfinished *kind, const struct pbuf *frame,
                     const struct pbuf *first) {
    const struct tcp_hdr *segment = segment_of(kind, frame), *other = segment_of(kind, first);
    unsigned ports = kind->header.checksum_start + sizeof segment->src + sizeof segment->dest;

    return segment->ackno == other->ackno && segment->wnd == other->wnd &&
           !memcmp((char *)frame->payload + kind->addresses,
                   (char *)first->payload + kind->addresses, ports - kind->addresses);
}

/// Returns whether a frame can go with those of a bundle: it has the segment that follows.
int bundle_takes(const struct bundle *bundle, const struct netif *interface,
                 const struct pbuf *frame) {
    const struct unfinished *kind = checksum_kind(interface, frame);
    const struct tcp_hdr *segment;
    unsigned header, length;

    if (!kind || kind->protocol != IP_PROTO_TCP)
        return 0;
    segment = segment_of(kind, frame);
    header = kind->header.checksum_start + TCPH_HDRLEN_BYTES(segment);
    if (frame->len < header)
        return 0;
    length = frame->tot_len - header;
    if (!bundle->count)
        return length && pbuf_clen(frame) <= MOST_PIECES;
    return length && length <= bundle->segment_size && bundle->count < MOST_SEGMENTS &&
           bundle->pieces + pbuf_clen(frame) <= MOST_PIECES &&
           bundle->length == bundle->count * bundle->segment_size && kind == bundle->kind &&
           header == bundle->header_length && are_alike(kind, frame, bundle->frames[0]) &&
           lwip_ntohl(segment->seqno) ==
               lwip_ntohl(segment_of(kind, bundle->frames[0])->seqno) + bundle->length;
}

/// Adds a frame to a bundle, which takes it.
void bundle_add(struct bundle *bundle, const struct netif *interface, struct pbuf *frame) {
    if (!bundle->count) {
        bundle->kind = checksum_kind(interface, frame);
        bundle->header_length = bundle->kind->header.checksum_start +
                                TCPH_HDRLEN_BYTES(segment_of(bundle->kind, frame));
        bundle->segment_size = frame->tot_len - bundle->header_length;
        bundle->pieces = bundle->length = 0;
    }
    bundle->frames[bundle->count++] = frame;
    bundle->pieces += pbuf_clen(frame);
    bundle->length += frame->tot_len - bundle->header_length;
}

/// Has the packet in a frame of a kind say that the segment in it has `length` bytes. Returns the
/// kind of segmentation.
static unsigned set_length(const struct unfinished *kind, void *frame, unsigned length) {
    struct ip_hdr *four = (struct ip_hdr *)((struct eth_hdr *)frame + 1);
    struct ip6_hdr *six = (struct ip6_hdr *)four;

    if (kind->addresses == sizeof(struct eth_hdr) + offsetof(struct ip6_hdr, src)) {
        six->_plen = lwip_htons(length);
        return SEGMENTS_TCP6;
    }
    four->_len = lwip_htons(IP_HLEN + length);
    four->_chksum = 0;
    four->_chksum = inet_chksum(four, IP_HLEN);
    return SEGMENTS_TCP4;
}

/// Makes the headers of the first of several segments those of all; returns `header`, which tells
/// the host how to cut them.
const struct frame_header *bundle_close(const struct bundle *bundle, struct frame_header *header) {
    const struct unfinished *kind = bundle->kind;
    void *first = bundle->frames[0]->payload;
    const struct tcp_hdr *last = segment_of(kind, bundle->frames[bundle->count - 1]);
    unsigned length = bundle->header_length - kind->header.checksum_start + bundle->length;

    // The host leaves this out of all but the last.
    segment_of(kind, bundle->frames[0])->_hdrlen_rsvd_flags |=
        last->_hdrlen_rsvd_flags & PP_HTONS(TCP_PSH | TCP_FIN);
    *header = kind->header;
    header->segmentation = set_length(kind, first, length);
    header->header_length = bundle->header_length;
    header->segment_size = bundle->segment_size;
    checksum_begin(kind, first, length);
    return header;
}
