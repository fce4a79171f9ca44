// Frames that come in: each goes to the protocol family of its type, if there is one.

#include <lwip/prot/ethernet.h>

#include "network/network.h"
#include "registry/registry.h"

REGISTRY(network_protocol);

int (*network_tap)(struct pbuf *frame, struct netif *interface);

/// Takes a frame, and the caller's use of it.
void network_input(struct pbuf *frame, struct netif *interface) {
    const struct eth_hdr *header = frame->payload;

    if (frame->len < SIZEOF_ETH_HDR) {
        pbuf_free(frame);
        return;
    }
    if (header->dest.addr[0] & 1)
        frame->flags |= header->dest.addr[0] == 0xff ? PBUF_FLAG_LLBCAST : PBUF_FLAG_LLMCAST;
    if (network_tap && network_tap(frame, interface))
        return;
    frame->if_idx = netif_get_index(interface);
    for (unsigned long i = 0; i < registry_network_protocol_count; i++) {
        const struct network_protocol *protocol = registry_network_protocol[i]->pointer;

        if (protocol->type == header->type) {
            pbuf_remove_header(frame, SIZEOF_ETH_HDR);
            protocol->input(frame, interface);
            return;
        }
    }
    pbuf_free(frame);
}
