// A new connection between the ports of one that has ended and is remembered. lwIP alone would
// leave the other side without an answer until it has forgotten the old one. As RFC 1122 (4.2.2.13)
// allows, the new connection begins at once if its numbers follow those of the old.

#include <lwip/ip.h>
#include <lwip/priv/tcp_priv.h>

/// Makes the header of a packet what it was before lwIP read it.
static void restore(struct tcp_hdr *header) {
    header->src = lwip_htons(header->src);
    header->dest = lwip_htons(header->dest);
    header->seqno = lwip_htonl(header->seqno);
    header->ackno = lwip_htonl(header->ackno);
    header->wnd = lwip_htons(header->wnd);
}

/// Looks at a packet for the connection `block`, which has ended. If it begins a new one, the old
/// is forgotten, and lwIP gets the packet again; else lwIP goes on. `length` is that of the
/// options.
signed char network_reopen(struct tcp_pcb *block, struct tcp_hdr *header, unsigned short length,
                           struct pbuf *packet) {
    unsigned flags = TCPH_FLAGS(header);

    if ((flags & (TCP_SYN | TCP_ACK | TCP_RST | TCP_FIN)) != TCP_SYN ||
        !TCP_SEQ_GT(header->seqno, block->rcv_nxt) ||
        (uint8_t *)header + TCP_HLEN + length != packet->payload)
        return ERR_OK;
    tcp_pcb_remove(&tcp_tw_pcbs, block);
    tcp_free(block);
    restore(header);
    pbuf_add_header_force(packet, TCP_HLEN + length);
    pbuf_ref(packet);
    tcp_input(packet, ip_current_input_netif());
    return ERR_ABRT;
}
