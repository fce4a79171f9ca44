// Sockets that see whole frames.

#ifndef RUNTIME_NETWORK_PACKETS_PACKETS_H
#define RUNTIME_NETWORK_PACKETS_PACKETS_H

#include <lwip/netif.h>
#include <lwip/pbuf.h>

#include "sockets/socket.h"

/// A frame that came.
struct packet {
    struct packet *next;
    struct pbuf *frame;
    /// The number of the interface that it came from.
    int interface;
};

/// A packet socket.
struct packet_socket {
    struct socket socket;
    struct packet_socket *next, **link;
    /// The interface whose frames are wanted, 0 for all; and their type, as in a frame, 0 for none.
    int interface;
    uint16_t type;
    struct packet *first, **last;
    /// How many bytes wait; how many frames came and were lost since that was asked.
    size_t waiting;
    unsigned count, lost;
};

void packet_listen(struct packet_socket *socket);
void packet_drop_first(struct packet_socket *socket);

#endif
