#define _GNU_SOURCE
#include <errno.h>

#include "sockets/socket.h"
#include "system-calls/system-call.h"

/// Tells a socket's address.
SYSTEM_CALL(getsockname, long, int descriptor, struct sockaddr *address, socklen_t *length) {
    struct sockaddr_storage name;
    struct socket *socket;
    struct file *file;
    long result = socket_get(descriptor, &file, &socket);

    if (result)
        return result;
    result = socket->operations->name(socket, &name, 0);
    if (result < 0)
        return result;
    if ((int)*length < 0)
        return -EINVAL;
    socket_name_copy(&name, result, address, length);
    return 0;
}
