// Connecting local sockets. A connection exists from the moment in which one side asks for it; the
// other side only takes it later.

#include <errno.h>
#include <poll.h>

#include "memory/blocks.h"
#include "sockets/local/local.h"

/// The most connections that may wait, as on Linux.
#define BACKLOG_LIMIT 4096

/// Lets others connect.
long local_listen(struct socket *socket, int backlog) {
    struct local_socket *local = (struct local_socket *)socket;

    if (!local_connects(local))
        return -EOPNOTSUPP;
    if (local->name.length <= sizeof(sa_family_t) || local->was_connected)
        return -EINVAL;
    socket->is_listening = 1;
    local->backlog = backlog < 0 || backlog > BACKLOG_LIMIT ? BACKLOG_LIMIT : backlog;
    if (!local->queue_last)
        local->queue_last = &local->queue_first;
    return 0;
}

/// Takes a connection that waits.
long local_accept(struct socket *socket, struct socket **accepted) {
    struct local_socket *local = (struct local_socket *)socket, *first = local->queue_first;

    if (!first)
        return -EAGAIN;
    local->queue_first = first->queue_next;
    if (!local->queue_first)
        local->queue_last = &local->queue_first;
    local->queued--;
    first->queue_next = NULL;
    *accepted = &first->socket;
    return 0;
}

/// Connects with a listening socket. Who asks while too many wait is told so, and does not wait.
static long connect_stream(struct local_socket *local, struct local_socket *target) {
    struct local_socket *other;

    if (local->socket.is_listening)
        return -EINVAL;
    if (local->was_connected)
        return -EISCONN;
    if (!target->socket.is_listening || target->socket.ended & ENDED_RECEIVING)
        return -ECONNREFUSED;
    if (target->queued > target->backlog)
        return -EAGAIN;
    other = local_make(target->socket.type);
    if (!other)
        return -ENOMEM;
    other->name = target->name;
    other->peer = local;
    local->peer = other;
    local->was_connected = other->was_connected = 1;
    *target->queue_last = other;
    target->queue_last = &other->queue_next;
    target->queued++;
    watch_tell(&target->socket.watches, POLLIN | POLLRDNORM);
    return 0;
}

/// Connects a socket; one for datagrams with nobody, when the address has no family.
long local_connect(struct socket *socket, const struct sockaddr *address, socklen_t length) {
    struct local_socket *local = (struct local_socket *)socket, *target;
    long problem;

    if (length < sizeof address->sa_family)
        return -EINVAL;
    if (address->sa_family == AF_UNSPEC && !local_connects(local)) {
        local->peer = NULL;
        local->was_connected = 0;
        return 0;
    }
    problem = local_find(address, length, socket->type, &target);
    if (problem)
        return problem;
    if (local_connects(local))
        return connect_stream(local, target);
    if (target->peer && target->peer != local)
        return -EPERM;
    local->peer = target;
    local->was_connected = 1;
    return 0;
}
