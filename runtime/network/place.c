// Acknowledgements while the other side has no room for data. lwIP asks for room with one byte of
// data, which the other side drops, but counts as sent. Its acknowledgements would then come from
// beyond the other side's window, and hosts drop those: two sides that both send and do not read
// would never go on. So an acknowledgement without data says the place that the other side expects.

#include <lwip/priv/tcp_priv.h>

/// Mends the place of a packet without data, when nothing that was sent is to be acknowledged;
/// returns `options`. A packet that asks whether the other side is there has another place.
unsigned *network_place(const struct pbuf *packet, struct tcp_hdr *header,
                        const struct tcp_pcb *block, unsigned *options) {
    if (block->state >= ESTABLISHED && packet->tot_len == TCPH_HDRLEN_BYTES(header) &&
        header->seqno == lwip_htonl(block->snd_nxt))
        header->seqno = lwip_htonl(block->lastack);
    return options;
}
