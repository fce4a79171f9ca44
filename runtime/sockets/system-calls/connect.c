#define _GNU_SOURCE
#include <errno.h>

#include <fcntl.h>

#include "files/wait.h"
#include "sockets/socket.h"
#include "system-calls/system-call.h"

/// Connects a socket, waiting until it is unless the file does not wait.
SYSTEM_CALL(connect, long, int descriptor, const struct sockaddr *address, socklen_t length) {
    struct socket *socket;
    struct file *file;
    uint64_t deadline;
    long problem = socket_get(descriptor, &file, &socket);

    if (problem)
        return problem;
    if (!socket->operations->connect)
        return -EOPNOTSUPP;
    if (socket->is_connecting)
        return -EALREADY;
    problem = socket->operations->connect(socket, address, length);
    if (problem != -EINPROGRESS || file->flags & O_NONBLOCK)
        return problem;
    deadline = socket_deadline(socket->send_timeout);
    while (socket->is_connecting) {
        problem = file_wait(file, deadline);
        if (problem)
            return problem == -ETIMEDOUT ? -EINPROGRESS : problem;
    }
    return socket_take_error(socket);
}
