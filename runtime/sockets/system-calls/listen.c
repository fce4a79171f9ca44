#define _GNU_SOURCE
#include <errno.h>

#include "sockets/socket.h"
#include "system-calls/system-call.h"

/// Lets others connect.
SYSTEM_CALL(listen, long, int descriptor, int backlog) {
    struct socket *socket;
    struct file *file;
    long problem = socket_get(descriptor, &file, &socket);

    if (problem)
        return problem;
    return socket->operations->listen ? socket->operations->listen(socket, backlog) : -EOPNOTSUPP;
}
