#define _GNU_SOURCE
#include "sockets/socket.h"
#include "system-calls/system-call.h"

/// Takes a connection.
SYSTEM_CALL(accept4, long, int descriptor, struct sockaddr *address, socklen_t *length, int flags) {
    return socket_accept(descriptor, address, length, flags);
}
