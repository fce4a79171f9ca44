// Packets that are cut into fragments. Their checksums cannot be left to a card's host, which sees
// only fragments; so they are made here. (ip4.c and ip6.c are built to name these functions.)

#include <lwip/inet_chksum.h>
#include <lwip/ip4_frag.h>
#include <lwip/ip6_frag.h>
#include <lwip/prot/ip.h>
#include <lwip/prot/ip4.h>
#include <lwip/prot/ip6.h>
#include <lwip/prot/tcp.h>
#include <lwip/prot/udp.h>

#include "network/network.h"

/// Makes the checksum of a segment of TCP or a datagram of UDP that was left to the card of
/// `interface`; it stands `skip` bytes into a packet.
static void finish(struct pbuf *packet, const struct netif *interface, unsigned protocol,
                   unsigned skip, const ip_addr_t *from, const ip_addr_t *to) {
    unsigned is_tcp = protocol == IP_PROTO_TCP;
    uint16_t *place;

    if (!is_tcp && protocol != IP_PROTO_UDP ||
        interface->chksum_flags & (is_tcp ? NETIF_CHECKSUM_GEN_TCP : NETIF_CHECKSUM_GEN_UDP) ||
        pbuf_remove_header(packet, skip))
        return;
    place = is_tcp ? &((struct tcp_hdr *)packet->payload)->chksum
                   : &((struct udp_hdr *)packet->payload)->chksum;
    *place = 0;
    *place = network_checksum_pseudo(packet, protocol, packet->tot_len, from, to);
    // 0 would say that a datagram has none.
    if (!*place)
        *place = 0xffff;
    pbuf_add_header(packet, skip);
}

/// Sends a packet of IPv4 in fragments.
err_t network_fragment4(struct pbuf *packet, struct netif *interface, const ip4_addr_t *to) {
    const struct ip_hdr *header = packet->payload;
    ip_addr_t from, target;

    ip_addr_copy_from_ip4(from, header->src);
    ip_addr_copy_from_ip4(target, header->dest);
    finish(packet, interface, IPH_PROTO(header), IPH_HL_BYTES(header), &from, &target);
    return ip4_frag(packet, interface, to);
}

/// Sends a packet of IPv6 in fragments.
err_t network_fragment6(struct pbuf *packet, struct netif *interface, const ip6_addr_t *to) {
    const struct ip6_hdr *header = packet->payload;
    ip_addr_t from, target;

    ip_addr_copy_from_ip6_packed(from, header->src);
    ip_addr_copy_from_ip6_packed(target, header->dest);
    finish(packet, interface, IP6H_NEXTH(header), IP6_HLEN, &from, &target);
    return ip6_frag(packet, interface, to);
}
