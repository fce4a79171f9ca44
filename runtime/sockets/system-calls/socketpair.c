#define _GNU_SOURCE
#include <errno.h>

#include "sockets/socket.h"
#include "system-calls/system-call.h"

/// Makes two sockets that are connected.
SYSTEM_CALL(socketpair, long, int domain, int type, int protocol, int descriptors[2]) {
    const struct socket_family *family = socket_family_find(domain);
    int flags = type & (SOCK_CLOEXEC | SOCK_NONBLOCK);
    struct socket *sockets[2];
    long problem, first, second;

    if ((type & ~flags) < 0 || (type & ~flags) >= SOCKET_TYPES)
        return (unsigned)domain < AF_MAX || (type & ~flags & ~15) ? -EINVAL : -EAFNOSUPPORT;
    if (!family)
        return -EAFNOSUPPORT;
    if (!family->create_pair)
        return -EOPNOTSUPP;
    problem = family->create_pair(type & ~flags, protocol, sockets);
    if (problem)
        return problem;
    first = socket_open(sockets[0], flags);
    if (first < 0) {
        sockets[1]->operations->close(sockets[1]);
        return first;
    }
    second = socket_open(sockets[1], flags);
    if (second < 0) {
        file_close(first);
        return second;
    }
    descriptors[0] = first;
    descriptors[1] = second;
    return 0;
}
