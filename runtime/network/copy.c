// Copies of bytes into frames, between them and out of them: as with files, they mean nothing
// there.

#include "files/bytes.h"
#include "network/network.h"

/// Copies `count` bytes to or from a frame.
void network_copy(void *to, const void *from, unsigned long count) {
    bytes_copy(to, from, count);
}

/// Copies `count` bytes of the program's into a frame; returns where the next ones go.
void *network_send(void *to, const void *from, unsigned long count) {
    bytes_take(to, from, count);
    return (char *)to + count;
}

/// Copies up to `count` bytes of `frame` from `offset` on to where the program wants them; returns
/// how many.
unsigned network_receive(const struct pbuf *frame, void *to, unsigned short count,
                         unsigned short offset) {
    return pbuf_copy_partial(frame, to, count, offset);
}
