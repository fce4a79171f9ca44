// Taking connections.

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>

#include "files/wait.h"
#include "sockets/socket.h"

/// Takes a connection, waiting for one, and gives it a descriptor.
long socket_accept(int descriptor, struct sockaddr *address, socklen_t *length, int flags) {
    struct sockaddr_storage name;
    struct socket *socket, *accepted;
    uint64_t deadline = 0;
    struct file *file;
    long problem = socket_get(descriptor, &file, &socket), name_length;

    if (problem)
        return problem;
    if (flags & ~(SOCK_CLOEXEC | SOCK_NONBLOCK))
        return -EINVAL;
    if (!socket->operations->accept)
        return -EOPNOTSUPP;
    if (!socket->is_listening)
        return -EINVAL;
    while ((problem = socket->operations->accept(socket, &accepted)) == -EAGAIN) {
        if (file->flags & O_NONBLOCK)
            return -EAGAIN;
        if (!deadline)
            deadline = socket_deadline(socket->receive_timeout);
        problem = file_wait(file, deadline);
        if (problem)
            return problem == -ETIMEDOUT ? -EAGAIN : problem;
    }
    if (problem)
        return problem;
    name_length = accepted->operations->name(accepted, &name, 1);
    if (name_length >= 0 && address)
        socket_name_copy(&name, name_length, address, length);
    return socket_open(accepted, flags);
}
