// Connections that have ended and are remembered for a while.
//
// lwIP keeps them in one list, which it searches for each new connection; after a thousand
// connections in a minute that costs more than all the rest. So those whose port still listens are
// taken out of the list when the next connection comes, and kept in small sets by the other side's
// port. A set that is full forgets its oldest connection, as other systems do that remember too
// many.
//
// A new connection may come between the ports of one that is remembered. As RFC 1122 (4.2.2.13)
// allows, it begins at once if its numbers follow those of the old; lwIP alone would leave the
// other side without an answer until it has forgotten the old one.

#include <lwip/ip.h>
#include <lwip/priv/tcp_priv.h>
#include <lwip/sys.h>
#include <lwip/timeouts.h>

/// The sets, and how many connections each holds.
enum { SET_COUNT = 128, SET_SIZE = 8 };

/// For how long a connection is remembered, and how often the sets are looked through, in
/// milliseconds.
enum { LIFETIME = 2 * TCP_MSL, SWEEP_INTERVAL = LIFETIME / 4 };

/// The sets; a connection has the time of its end in `tmr`.
static struct tcp_pcb *sets[SET_COUNT];

/// Whether the sets will be looked through.
static unsigned char is_sweeping;

/// Forgets the connection at `link`.
static void forget(struct tcp_pcb **link) {
    struct tcp_pcb *block = *link;

    *link = block->next;
    tcp_free(block);
}

/// Forgets the connections that ended long ago.
static void sweep(void *unused) {
    uint32_t now = sys_now();

    is_sweeping = 0;
    for (unsigned i = 0; i < SET_COUNT; i++) {
        struct tcp_pcb **link = &sets[i];

        while (*link) {
            if (now - (*link)->tmr >= LIFETIME)
                forget(link);
            else
                link = &(*link)->next;
        }
        is_sweeping |= sets[i] != NULL;
    }
    if (is_sweeping)
        sys_timeout(SWEEP_INTERVAL, sweep, NULL);
}

/// Returns the set for a port of the other side.
static struct tcp_pcb **set_of(unsigned port) {
    return &sets[(port ^ port >> 7) % SET_COUNT];
}

/// Keeps a connection that lwIP no longer has in its list.
static void keep(struct tcp_pcb *block) {
    struct tcp_pcb **set = set_of(block->remote_port), **link = set;

    block->tmr = sys_now();
    block->next = *set;
    *set = block;
    for (unsigned count = 0; *link && count < SET_SIZE; count++)
        link = &(*link)->next;
    if (*link)
        forget(link);
    if (!is_sweeping) {
        is_sweeping = 1;
        sys_timeout(SWEEP_INTERVAL, sweep, NULL);
    }
}

/// Keeps what lwIP has in its list of connections to `port`, unless a socket still has them.
static void keep_all(unsigned port) {
    struct tcp_pcb **link = &tcp_tw_pcbs, *block;

    while ((block = *link)) {
        if (block->local_port == port && !block->callback_arg) {
            *link = block->next;
            keep(block);
        } else {
            link = &block->next;
        }
    }
}

/// Returns where the connection that a packet belongs to is kept, or null.
static struct tcp_pcb **find(const struct tcp_hdr *header) {
    struct tcp_pcb **link = set_of(header->src), *block;

    for (; (block = *link); link = &block->next)
        if (block->remote_port == header->src && block->local_port == header->dest &&
            ip_addr_cmp(&block->remote_ip, ip_current_src_addr()) &&
            ip_addr_cmp(&block->local_ip, ip_current_dest_addr()))
            return link;
    return NULL;
}

/// Returns whether a packet begins a connection that may follow that of `block`.
static int begins(const struct tcp_pcb *block, const struct tcp_hdr *header) {
    return (TCPH_FLAGS(header) & (TCP_SYN | TCP_ACK | TCP_RST | TCP_FIN)) == TCP_SYN &&
           TCP_SEQ_GT(header->seqno, block->rcv_nxt);
}

/// Makes the header of a packet what it was before lwIP read it.
static void restore(struct tcp_hdr *header) {
    header->src = lwip_htons(header->src);
    header->dest = lwip_htons(header->dest);
    header->seqno = lwip_htonl(header->seqno);
    header->ackno = lwip_htonl(header->ackno);
    header->wnd = lwip_htons(header->wnd);
}

/// Looks at a packet for a port that listens: it may belong to a connection that is remembered.
/// Returns whether lwIP goes on with it.
static signed char look(unsigned port, const struct tcp_hdr *header, const struct pbuf *packet) {
    struct tcp_pcb **link;

    keep_all(port);
    link = find(header);
    if (!link)
        return ERR_OK;
    if (begins(*link, header)) {
        forget(link);
        return ERR_OK;
    }
    if (TCPH_FLAGS(header) & TCP_RST)
        return ERR_ABRT;
    // Something is sent again because the last acknowledgement was lost.
    if (TCPH_FLAGS(header) & TCP_FIN)
        (*link)->tmr = sys_now();
    if (TCPH_FLAGS(header) & (TCP_FIN | TCP_SYN) || packet->tot_len)
        tcp_send_empty_ack(*link);
    return ERR_ABRT;
}

/// Looks at a packet for `block`, a connection or a port that listens. If the connection has ended
/// and the packet begins a new one, the old is forgotten, and lwIP gets the packet again; else lwIP
/// goes on. `length` is that of the options.
signed char network_reopen(struct tcp_pcb *block, struct tcp_hdr *header, unsigned short length,
                           struct pbuf *packet) {
    if (block->state == LISTEN)
        return look(block->local_port, header, packet);
    if (!begins(block, header) || (uint8_t *)header + TCP_HLEN + length != packet->payload)
        return ERR_OK;
    tcp_pcb_remove(&tcp_tw_pcbs, block);
    tcp_free(block);
    restore(header);
    pbuf_add_header_force(packet, TCP_HLEN + length);
    pbuf_ref(packet);
    tcp_input(packet, ip_current_input_netif());
    return ERR_ABRT;
}
