// Frames that the program receives: their bytes mean nothing before, as in files (files/bytes.c).

#include "network/network.h"

/// Copies up to `count` bytes of `frame` from `offset` on to where the program wants them; returns
/// how many.
unsigned network_receive(const struct pbuf *frame, void *to, unsigned short count,
                         unsigned short offset) {
    return pbuf_copy_partial(frame, to, count, offset);
}
