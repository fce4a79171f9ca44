// The protocol family of local sockets: their life.

#define _GNU_SOURCE
#include <errno.h>
#include <poll.h>
#include <sys/ioctl.h>

#include "files/bytes.h"
#include "files/node.h"
#include "memory/blocks.h"
#include "process/process.h"
#include "registry/registry.h"
#include "sockets/local/local.h"
#include "sockets/options.h"

struct local_socket *local_sockets;

/// Returns whether there is room for something in the queue of `target`.
static int has_room(const struct local_socket *target) {
    return target->waiting < LOCAL_LIMIT / 2;
}

/// Returns what can be done now.
unsigned local_events(struct socket *socket) {
    struct local_socket *local = (struct local_socket *)socket;
    struct local_socket *peer = local->peer;
    unsigned events = socket->error ? POLLERR : 0;
    int has_ended = socket->ended & ENDED_RECEIVING;

    if (socket->is_listening)
        return local->queue_first ? POLLIN | POLLRDNORM : 0;
    if (local_connects(local)) {
        if (!peer)
            events |= POLLHUP;
        has_ended |= local->was_connected && (!peer || peer->socket.ended & ENDED_SENDING);
        if (has_ended)
            events |= POLLRDHUP;
        if (has_ended && socket->ended & ENDED_SENDING)
            events |= POLLHUP;
    }
    if (local->first || has_ended)
        events |= POLLIN | POLLRDNORM;
    if (!peer || has_room(peer))
        events |= POLLOUT | POLLWRNORM;
    return events;
}

/// Tells those who watch a socket what it can do now.
void local_changed(struct local_socket *local) {
    unsigned events = local_events(&local->socket);

    if (events)
        watch_tell(&local->socket.watches, events);
}

/// Ends one direction or both.
static long shut_down(struct socket *socket, int how) {
    struct local_socket *local = (struct local_socket *)socket;

    // As on Linux, there is nothing to end and nobody minds.
    if (local_connects(local) && !local->was_connected)
        return 0;
    if (how != SHUT_WR)
        socket->ended |= ENDED_RECEIVING;
    if (how != SHUT_RD)
        socket->ended |= ENDED_SENDING;
    local_changed(local);
    if (local->peer)
        local_changed(local->peer);
    return 0;
}

/// Tells a name.
static long tell_name(struct socket *socket, struct sockaddr_storage *address, int of_peer) {
    struct local_socket *local = (struct local_socket *)socket;

    if (of_peer)
        local = local->peer;
    if (!local)
        return -ENOTCONN;
    bytes_copy(address, &local->name.address, local->name.length);
    return local->name.length;
}

/// Sets an option: there is none beside those of all sockets.
static long set_option(struct socket *socket, int level, int option, const void *value,
                       socklen_t length) {
    return level == SOL_SOCKET ? -ENOPROTOOPT : -EOPNOTSUPP;
}

/// Tells an option: who the other side is.
static long get_option(struct socket *socket, int level, int option, void *value,
                       socklen_t *length) {
    static const struct ucred self = {.pid = PROCESS_ID}, nobody = {0, -1u, -1u};

    if (level != SOL_SOCKET)
        return -EOPNOTSUPP;
    if (option != SO_PEERCRED)
        return -ENOPROTOOPT;
    return option_write(((struct local_socket *)socket)->was_connected ? &self : &nobody,
                        sizeof self, value, length);
}

/// Answers an ioctl request.
static long control(struct socket *socket, unsigned long request, unsigned long argument) {
    struct local_socket *local = (struct local_socket *)socket;
    int bytes = 0;

    switch (request) {
    case FIONREAD:
        for (struct packet *packet = local->first; packet; packet = packet->next) {
            bytes += packet->size - packet->taken;
            if (socket->type == SOCK_DGRAM)
                break;
        }
        break;
    case TIOCOUTQ:
        bytes = local->peer ? local->peer->waiting : 0;
        break;
    default:
        return -ENOTTY;
    }
    *(int *)argument = bytes;
    return 0;
}

/// Takes a socket out of the list of all, and from those that are connected with it.
static void forget(struct local_socket *local, int has_lost) {
    struct local_socket **link = &local_sockets;

    while (*link != local)
        link = &(*link)->next;
    *link = local->next;
    for (struct local_socket *other = local_sockets; other; other = other->next) {
        if (other->peer != local)
            continue;
        other->peer = NULL;
        if (has_lost && local_connects(other))
            other->socket.error = -ECONNRESET;
        local_changed(other);
    }
}

/// Ends a socket. The other side learns when something was never read.
void local_end(struct socket *socket) {
    struct local_socket *local = (struct local_socket *)socket;
    int has_lost = local->first != NULL;

    while (local->queue_first) {
        struct local_socket *waiting = local->queue_first;

        local->queue_first = waiting->queue_next;
        local_end(&waiting->socket);
    }
    while (local->first) {
        struct packet *first = local->first;

        local->first = first->next;
        packet_free(first);
    }
    forget(local, has_lost);
    if (local->node)
        node_release(local->node);
    block_free(local, sizeof *local);
}

static const struct socket_operations operations = {
    .bind = local_bind,
    .listen = local_listen,
    .accept = local_accept,
    .connect = local_connect,
    .send = local_send,
    .receive = local_receive,
    .shutdown = shut_down,
    .name = tell_name,
    .set_option = set_option,
    .get_option = get_option,
    .events = local_events,
    .control = control,
    .close = local_end,
};

/// Makes a socket of a type, or returns null.
struct local_socket *local_make(int type) {
    struct local_socket *local = block_allocate_zeroed(sizeof *local);

    if (!local)
        return NULL;
    local->socket.operations = &operations;
    local->socket.domain = AF_UNIX;
    local->socket.type = type;
    local->socket.linger = -1;
    local->last = &local->first;
    local->name.address.sun_family = AF_UNIX;
    local->name.length = sizeof(sa_family_t);
    local->next = local_sockets;
    local_sockets = local;
    return local;
}

/// Makes a socket.
static long create(int domain, int type, int protocol, struct socket **created) {
    struct local_socket *local;

    if (protocol && protocol != AF_UNIX)
        return -EPROTONOSUPPORT;
    if (type != SOCK_STREAM && type != SOCK_DGRAM && type != SOCK_SEQPACKET)
        return -ESOCKTNOSUPPORT;
    local = local_make(type);
    if (!local)
        return -ENOMEM;
    *created = &local->socket;
    return 0;
}

/// Makes two sockets that are connected.
static long create_pair(int type, int protocol, struct socket *created[2]) {
    struct local_socket *one, *other;
    long problem = create(AF_UNIX, type, protocol, &created[0]);

    if (problem)
        return problem;
    problem = create(AF_UNIX, type, protocol, &created[1]);
    if (problem) {
        local_end(created[0]);
        return problem;
    }
    one = (struct local_socket *)created[0];
    other = (struct local_socket *)created[1];
    one->peer = other;
    other->peer = one;
    one->was_connected = other->was_connected = 1;
    return 0;
}

static const struct socket_family local = {AF_UNIX, create, create_pair};

REGISTER(socket_family, local, &local);
