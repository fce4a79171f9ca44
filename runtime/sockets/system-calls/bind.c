#define _GNU_SOURCE
#include <errno.h>

#include "sockets/socket.h"
#include "system-calls/system-call.h"

/// Gives a socket an address.
SYSTEM_CALL(bind, long, int descriptor, const struct sockaddr *address, socklen_t length) {
    struct socket *socket;
    struct file *file;
    long problem = socket_get(descriptor, &file, &socket);

    if (problem)
        return problem;
    return socket->operations->bind ? socket->operations->bind(socket, address, length)
                                    : -EOPNOTSUPP;
}
