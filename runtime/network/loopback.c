// Packets that the host sends to itself. lwIP puts them into a queue of the interface; here each
// goes on to the protocol family of its version, if there is one. (lwIP's own ip_input knows both
// families, which would keep IPv6 in a host that has none; netif.c is built to name this one.)

#include <lwip/netif.h>
#include <lwip/prot/ethernet.h>
#include <lwip/prot/ip.h>

#include "network/network.h"
#include "registry/registry.h"

REGISTRY(network_protocol);

/// Takes the first packet out of an interface's queue; it may be a chain of buffers.
static struct pbuf *take_first(struct netif *interface) {
    struct pbuf *first = interface->loop_first, *last = first;

    while (last->len != last->tot_len)
        last = last->next;
    interface->loop_first = last == interface->loop_last ? NULL : last->next;
    if (!interface->loop_first)
        interface->loop_last = NULL;
    last->next = NULL;
    return first;
}

/// Hands a packet to the family of its version. The checksum of TCP and UDP is not checked here:
/// the interface's card may be the one to make it, and the packet never gets there.
err_t network_loop_input(struct pbuf *packet, struct netif *interface) {
    uint16_t both = NETIF_CHECKSUM_CHECK_TCP | NETIF_CHECKSUM_CHECK_UDP;
    uint16_t checks = interface->chksum_flags & both;
    uint16_t type =
        IP_HDR_GET_VERSION(packet->payload) == 6 ? PP_HTONS(ETHTYPE_IPV6) : PP_HTONS(ETHTYPE_IP);

    packet->if_idx = netif_get_index(interface);
    for (unsigned long i = 0; i < registry_network_protocol_count; i++) {
        const struct network_protocol *protocol = registry_network_protocol[i]->pointer;

        if (protocol->type == type) {
            interface->chksum_flags &= ~both;
            protocol->input(packet, interface);
            interface->chksum_flags |= checks;
            return ERR_OK;
        }
    }
    pbuf_free(packet);
    return ERR_OK;
}

/// Delivers what the interfaces' queues hold.
void network_loop(void) {
    for (struct netif *interface = netif_list; interface; interface = interface->next)
        while (interface->loop_first)
            network_loop_input(take_first(interface), interface);
}

/// Returns whether there is a protocol family for frames of a type.
int network_has_protocol(uint16_t type) {
    for (unsigned long i = 0; i < registry_network_protocol_count; i++) {
        const struct network_protocol *protocol = registry_network_protocol[i]->pointer;

        if (protocol->type == type)
            return 1;
    }
    return 0;
}
