#define _GNU_SOURCE
#include <errno.h>

#include "sockets/socket.h"
#include "system-calls/system-call.h"

/// Ends one direction of a connection, or both.
SYSTEM_CALL(shutdown, long, int descriptor, int how) {
    struct socket *socket;
    struct file *file;
    long problem = socket_get(descriptor, &file, &socket);

    if (problem)
        return problem;
    if ((unsigned)how > SHUT_RDWR)
        return -EINVAL;
    return socket->operations->shutdown ? socket->operations->shutdown(socket, how) : -EOPNOTSUPP;
}
