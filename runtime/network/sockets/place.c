// Where a datagram was sent to, for who asks (IP_PKTINFO, IPV6_RECVPKTINFO), and from where one is
// to go: servers on many addresses answer from the one that was asked.

#define _GNU_SOURCE
#include <errno.h>
#include <netinet/in.h>
#include <string.h>

#include <lwip/ip.h>

#include "network/sockets/place.h"

/// Adds one part to what a message brings along.
static void add(struct message *message, int level, int type, const void *bytes, size_t length) {
    struct cmsghdr *part = (struct cmsghdr *)((char *)message->control + message->control_used);
    size_t room = message->control_length - message->control_used;

    if (!message->control || room < CMSG_LEN(length)) {
        message->result_flags |= MSG_CTRUNC;
        return;
    }
    *part = (struct cmsghdr){.cmsg_len = CMSG_LEN(length), .cmsg_level = level, .cmsg_type = type};
    memcpy(CMSG_DATA(part), bytes, length);
    message->control_used += room < CMSG_SPACE(length) ? room : CMSG_SPACE(length);
}

/// Tells with a message where it was sent to.
void place_tell(struct message *message, const struct place *place, int domain) {
    if (IP_IS_V4_VAL(place->address)) {
        struct in_pktinfo told = {.ipi_ifindex = place->interface};

        told.ipi_addr.s_addr = told.ipi_spec_dst.s_addr = ip_2_ip4(&place->address)->addr;
        if (domain == AF_INET)
            add(message, IPPROTO_IP, IP_PKTINFO, &told, sizeof told);
    } else {
        struct in6_pktinfo told = {.ipi6_ifindex = place->interface};

        memcpy(&told.ipi6_addr, ip_2_ip6(&place->address)->addr, sizeof told.ipi6_addr);
        add(message, IPPROTO_IPV6, IPV6_PKTINFO, &told, sizeof told);
    }
}

/// Reads one part of what a message brings along; returns whether it names a place.
static int read_part(const struct cmsghdr *part, struct place *place) {
    if (part->cmsg_level == IPPROTO_IP && part->cmsg_type == IP_PKTINFO &&
        part->cmsg_len >= CMSG_LEN(sizeof(struct in_pktinfo))) {
        const struct in_pktinfo *asked = (const struct in_pktinfo *)CMSG_DATA(part);

        ip_addr_set_ip4_u32_val(place->address, asked->ipi_spec_dst.s_addr);
        place->interface = asked->ipi_ifindex;
        return 1;
    }
    if (part->cmsg_level == IPPROTO_IPV6 && part->cmsg_type == IPV6_PKTINFO &&
        part->cmsg_len >= CMSG_LEN(sizeof(struct in6_pktinfo))) {
        const struct in6_pktinfo *asked = (const struct in6_pktinfo *)CMSG_DATA(part);
        const uint32_t *words = asked->ipi6_addr.__in6_union.__s6_addr32;

        IP_ADDR6(&place->address, words[0], words[1], words[2], words[3]);
        place->interface = asked->ipi6_ifindex;
        return 1;
    }
    return 0;
}

/// Reads where a message is to be sent from; returns 1 if it says so, 0 if it does not, or what is
/// wrong.
long place_read(const struct message *message, struct place *place) {
    struct msghdr header = {
        .msg_control = message->control,
        .msg_controllen = message->control ? message->control_length : 0,
    };
    int any = 0;

    for (struct cmsghdr *part = CMSG_FIRSTHDR(&header); part; part = CMSG_NXTHDR(&header, part)) {
        size_t room = (char *)message->control + message->control_length - (char *)part;

        if (part->cmsg_len < sizeof *part || part->cmsg_len > room)
            return -EINVAL;
        any |= read_part(part, place);
    }
    return any;
}

/// Sends a datagram from a place to an address.
err_t place_send(struct udp_pcb *block, struct pbuf *data, const ip_addr_t *address, uint16_t port,
                 const struct place *place) {
    struct netif *interface = place->interface ? netif_get_by_index(place->interface)
                                               : ip_route(&place->address, address);

    if (!interface)
        return ERR_RTE;
    if (ip_addr_isany_val(place->address))
        return udp_sendto_if(block, data, address, port, interface);
    return udp_sendto_if_src(block, data, address, port, interface, &place->address);
}
