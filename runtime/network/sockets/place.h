// Where a datagram was sent to, or is to be sent from.

#ifndef RUNTIME_NETWORK_SOCKETS_PLACE_H
#define RUNTIME_NETWORK_SOCKETS_PLACE_H

#include <lwip/udp.h>

#include "sockets/socket.h"

/// An address of the host and the number of an interface; either may be missing.
struct place {
    ip_addr_t address;
    int interface;
};

void place_tell(struct message *message, const struct place *place, int domain);
long place_read(const struct message *message, struct place *place);
err_t place_send(struct udp_pcb *block, struct pbuf *data, const ip_addr_t *address, uint16_t port,
                 const struct place *place);

#endif
