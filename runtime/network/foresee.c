// Whether a segment of TCP is followed by another one at once, so that a card can wait for that.

#include <lwip/priv/tcp_priv.h>

#include "network/network.h"

int network_foresees;
const struct pbuf *network_followed;

/// Returns whether lwIP sends `segment` when others are under way: it waits with one that is short
/// and the last (RFC 896), unless it was told not to.
static int is_urgent(const struct tcp_seg *segment, const struct tcp_pcb *block) {
    return segment->next || segment->len >= block->mss ||
           block->flags & (TF_NODELAY | TF_INFR | TF_NAGLEMEMERR | TF_FIN);
}

/// Notes the segment that a connection is about to send, if the next one goes out as well before
/// lwIP does anything else: the window has room for it, and it need not wait.
void network_foresee(const struct pbuf *packet, const struct tcp_pcb *block) {
    const struct tcp_seg *segment = block->unsent, *next;
    uint32_t window = LWIP_MIN(block->snd_wnd, block->cwnd);

    network_followed = NULL;
    if (!segment || segment->p != packet || !segment->next)
        return;
    next = segment->next;
    if (next->len <= segment->len && is_urgent(next, block) &&
        lwip_ntohl(next->tcphdr->seqno) - block->lastack + next->len <= window)
        network_followed = packet;
}
