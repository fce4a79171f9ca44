// Checksums that the host makes, and that it vouches for.
//
// The host gets segments of TCP and datagrams of UDP without a checksum; lwIP, which asks its
// interface whether to make them, leaves 0 in their place. What the stack cuts into fragments has
// one already (network/fragment.c): the host could not make that. It may leave out the checksums of
// what comes from itself; lwIP, which asks its interface whether to check, then does not check that
// one frame.

#include <lwip/inet_chksum.h>
#include <lwip/prot/ethernet.h>
#include <lwip/prot/ip.h>
#include <lwip/prot/ip4.h>
#include <lwip/prot/ip6.h>
#include <lwip/prot/tcp.h>
#include <lwip/prot/udp.h>
#include <stddef.h>

#include "network/network.h"
#include "network/virtio/checksums.h"

/// The beginnings of frames: without options of IPv4, and without further headers of IPv6.
struct frame4 {
    struct eth_hdr ethernet;
    struct ip_hdr internet;
} __attribute__((packed));

struct frame6 {
    struct eth_hdr ethernet;
    struct ip6_hdr internet;
} __attribute__((packed));

/// Whether IPv6 is spoken.
static int has_ipv6;

/// Leaves to the host what it can do.
void checksums_agree(struct netif *interface, uint64_t features) {
    has_ipv6 = network_has_protocol(PP_HTONS(ETHTYPE_IPV6));
    if (features & FEATURE_CHECKSUM)
        interface->chksum_flags &= ~(NETIF_CHECKSUM_GEN_TCP | NETIF_CHECKSUM_GEN_UDP);
}

/// Returns whether a packet is a part of another one.
static int is_fragment(const struct ip_hdr *packet) {
    return IPH_OFFSET(packet) & PP_HTONS(IP_MF | IP_OFFMASK);
}

/// Returns the protocol of a frame that holds all of a segment or datagram, of which it leaves in
/// `*start` where it begins; 0 for others. At least `length` bytes of the frame stand in one piece.
static unsigned protocol_of(const void *frame, unsigned length, unsigned *start) {
    const struct frame4 *four = frame;
    const struct frame6 *six = frame;

    if (length >= sizeof *four && four->ethernet.type == PP_HTONS(ETHTYPE_IP)) {
        *start = sizeof *four;
        return four->internet._v_hl == 0x45 && !is_fragment(&four->internet) ? four->internet._proto
                                                                             : 0;
    }
    if (has_ipv6 && length >= sizeof *six && six->ethernet.type == PP_HTONS(ETHTYPE_IPV6)) {
        *start = sizeof *six;
        return six->internet._nexth;
    }
    return 0;
}

/// Returns the kind of a frame whose checksum is left to the host; null if it is not.
const struct unfinished *checksum_kind(const struct netif *interface, const struct pbuf *frame) {
#define KIND(frame, source, type, number)                                                          \
    {                                                                                              \
        {.flags = CHECKSUM_WANTED,                                                                 \
         .checksum_start = sizeof(struct frame),                                                   \
         .checksum_offset = offsetof(struct type, chksum)},                                        \
            offsetof(struct frame, internet.source), number,                                       \
    }
    static const struct unfinished kinds[] = {
        KIND(frame4, src, tcp_hdr, IP_PROTO_TCP),
        KIND(frame4, src, udp_hdr, IP_PROTO_UDP),
        KIND(frame6, src, tcp_hdr, IP_PROTO_TCP),
        KIND(frame6, src, udp_hdr, IP_PROTO_UDP),
    };
    const struct unfinished *kind = kinds;
    unsigned start, protocol = protocol_of(frame->payload, frame->len, &start);

    if (interface->chksum_flags & NETIF_CHECKSUM_GEN_TCP)
        return NULL;
    if (protocol == IP_PROTO_UDP)
        kind++;
    else if (protocol != IP_PROTO_TCP)
        return NULL;
    if (start == sizeof(struct frame6))
        kind += 2;
    start += kind->header.checksum_offset;
    if (frame->len < start + 2 || *(const uint16_t *)((char *)frame->payload + start))
        return NULL;
    return kind;
}

/// Lets the checksum of a segment or datagram of `length` bytes hold the sum of what it covers
/// beside them, to which the host adds the rest (RFC 9293, 3.1; RFC 8200, 8.1).
void checksum_begin(const struct unfinished *kind, void *frame, unsigned length) {
    uint8_t *bytes = frame;
    unsigned start = kind->header.checksum_start;
    uint32_t sum = network_checksum(bytes + kind->addresses, start - kind->addresses) +
                   lwip_htons(length) + lwip_htons(kind->protocol);

    sum = (sum >> 16) + (uint16_t)sum;
    *(uint16_t *)(bytes + start + kind->header.checksum_offset) = (sum >> 16) + sum;
}

/// Prepares a frame for sending. Returns what stands before it.
const struct frame_header *checksum_leave(const struct netif *interface, struct pbuf *frame) {
    static const struct frame_header plain;
    const struct unfinished *kind = checksum_kind(interface, frame);

    if (!kind)
        return &plain;
    checksum_begin(kind, frame->payload, frame->tot_len - kind->header.checksum_start);
    return &kind->header;
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
    unsigned checks = NETIF_CHECKSUM_CHECK_TCP | NETIF_CHECKSUM_CHECK_UDP, start, protocol;

    interface->chksum_flags |= checks;
    if (header->flags & CHECKSUM_WANTED) {
        if (network_tap)
            finish(header, frame, length);
    } else {
        if (!(header->flags & CHECKSUM_RIGHT))
            return;
        protocol = protocol_of(frame, length, &start);
        if (protocol != IP_PROTO_TCP && protocol != IP_PROTO_UDP)
            return;
    }
    interface->chksum_flags &= ~checks;
}
