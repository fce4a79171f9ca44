// Checksums that the host makes, and that it vouches for.
//
// The host gets TCP's segments without a checksum as long as there is IPv4 alone: it cannot make
// that of a segment in several packets, which IPv6 may cut it into behind TCP's back. It may leave
// out the checksums of what comes from itself; lwIP, which asks its interface whether to check,
// then does not check that one frame. UDP's are made here: datagrams may be cut.

#include <lwip/inet_chksum.h>
#include <lwip/prot/ip.h>
#include <stddef.h>

#include "network/network.h"
#include "network/virtio/checksums.h"

/// Leaves to the host what it can do.
void checksums_agree(struct netif *interface, uint64_t features) {
    if (features & FEATURE_CHECKSUM && !network_has_protocol(PP_HTONS(ETHTYPE_IPV6)))
        interface->chksum_flags &= ~NETIF_CHECKSUM_GEN_TCP;
}

/// Returns whether a packet is a part of another one.
static int is_fragment(const struct ip_hdr *packet) {
    return IPH_OFFSET(packet) & PP_HTONS(IP_MF | IP_OFFMASK);
}

/// Returns the sum of what TCP's checksum covers of a packet beside the segment itself (RFC
/// 9293, 3.1).
static uint16_t sum_addresses(const struct ip_hdr *packet) {
    uint32_t from = packet->src.addr, to = packet->dest.addr;
    uint16_t length = lwip_htons(lwip_ntohs(IPH_LEN(packet)) - IP_HLEN);
    uint32_t sum =
        (from >> 16) + (uint16_t)from + (to >> 16) + (uint16_t)to + length + PP_HTONS(IP_PROTO_TCP);

    sum = (sum >> 16) + (uint16_t)sum;
    return (sum >> 16) + sum;
}

/// Returns the segment in a frame whose checksum is left to the host; null if there is none.
struct segment *checksum_segment(const struct netif *interface, const struct pbuf *frame) {
    struct segment *segment = frame->payload;

    if (interface->chksum_flags & NETIF_CHECKSUM_GEN_TCP || frame->len < sizeof *segment ||
        segment->ethernet.type != PP_HTONS(ETHTYPE_IP) || segment->internet._v_hl != 0x45 ||
        IPH_PROTO(&segment->internet) != IP_PROTO_TCP || is_fragment(&segment->internet) ||
        segment->tcp.chksum)
        return NULL;
    return segment;
}

/// Lets the checksum of a segment hold the sum of the addresses, to which the host adds the rest.
void checksum_begin(struct segment *segment) {
    segment->tcp.chksum = sum_addresses(&segment->internet);
}

/// Prepares a frame for sending. Returns what stands before it.
const struct frame_header *checksum_leave(const struct netif *interface, struct pbuf *frame) {
    static const struct frame_header plain;
    static const struct frame_header unfinished = {
        .flags = CHECKSUM_WANTED,
        .checksum_start = offsetof(struct segment, tcp),
        .checksum_offset = offsetof(struct tcp_hdr, chksum),
    };
    struct segment *segment = checksum_segment(interface, frame);

    if (!segment)
        return &plain;
    checksum_begin(segment);
    return &unfinished;
}

/// Makes the checksum that a frame wants.
static void finish(const struct frame_header *header, uint8_t *frame, unsigned length) {
    unsigned start = header->checksum_start, place = start + header->checksum_offset;
    uint16_t sum;

    if (start >= length || place + 2 > length)
        return;
    sum = inet_chksum(frame + start, length - start);
    frame[place] = sum;
    frame[place + 1] = sum >> 8;
}

/// Has `interface` check the frame of `length` bytes that comes next, or not, as the card says. A
/// frame that others than the protocols see gets its checksum.
void checksum_vouch(struct netif *interface, const struct frame_header *header, uint8_t *frame,
                    unsigned length) {
    const struct segment *segment = (const struct segment *)frame;
    unsigned checks = NETIF_CHECKSUM_CHECK_TCP | NETIF_CHECKSUM_CHECK_UDP;

    interface->chksum_flags |= checks;
    if (header->flags & CHECKSUM_WANTED) {
        if (network_tap)
            finish(header, frame, length);
    } else if (!(header->flags & CHECKSUM_RIGHT) || length < sizeof *segment ||
               segment->ethernet.type != PP_HTONS(ETHTYPE_IP) || is_fragment(&segment->internet)) {
        return;
    }
    interface->chksum_flags &= ~checks;
}
