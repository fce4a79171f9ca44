#define _GNU_SOURCE
#include <errno.h>

#include "sockets/socket.h"
#include "system-calls/system-call.h"

/// Makes a socket.
SYSTEM_CALL(socket, long, int domain, int type, int protocol) {
    const struct socket_family *family = socket_family_find(domain);
    int flags = type & (SOCK_CLOEXEC | SOCK_NONBLOCK);
    struct socket *socket;
    long problem;

    if ((type & ~flags) < 0 || (type & ~flags) >= SOCKET_TYPES)
        return (unsigned)domain < AF_MAX || (type & ~flags & ~15) ? -EINVAL : -EAFNOSUPPORT;
    if (!family)
        return -EAFNOSUPPORT;
    problem = family->create(domain, type & ~flags, protocol, &socket);
    return problem ? problem : socket_open(socket, flags);
}
