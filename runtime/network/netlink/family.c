// The protocol family of netlink sockets. They answer requests for lists of interfaces and of
// addresses; all others get an error. Changes are not told: groups that a socket joins stay silent.

#define _GNU_SOURCE
#include <errno.h>
#include <lwip/netif.h>
#include <poll.h>
#include <string.h>

#include "files/bytes.h"
#include "files/vector.h"
#include "memory/blocks.h"
#include "network/netlink/netlink.h"
#include "network/network.h"
#include "network/sockets/internet.h"
#include "registry/registry.h"

/// The most bytes that an answer has for one interface, and for what is not about one.
enum { INTERFACE_ROOM = 512, OTHER_ROOM = 64 };

/// The most bytes of a request that are looked at.
enum { REQUEST_SIZE = 256 };

/// Ports that were given to sockets.
static uint32_t last_port = 1;

/// Gives a socket an address; port 0 stands for one of its own.
static long take_name(struct socket *socket, const struct sockaddr *name, socklen_t length) {
    struct netlink_socket *netlink = (struct netlink_socket *)socket;
    struct netlink_name own;

    if (length < sizeof own)
        return -EINVAL;
    memcpy(&own, name, sizeof own);
    if (own.family != AF_NETLINK)
        return -EINVAL;
    if (own.port)
        netlink->port = own.port;
    netlink->groups = own.groups;
    return 0;
}

/// Tells the address of the socket, or of the system that it talks to.
static long name(struct socket *socket, struct sockaddr_storage *address, int of_peer) {
    struct netlink_socket *netlink = (struct netlink_socket *)socket;
    struct netlink_name own = {.family = AF_NETLINK};

    if (!of_peer) {
        own.port = netlink->port;
        own.groups = netlink->groups;
    }
    memcpy(address, &own, sizeof own);
    return sizeof own;
}

/// Talks to the system only, as every netlink socket does from the beginning.
static long fix_peer(struct socket *socket, const struct sockaddr *name, socklen_t length) {
    struct netlink_name peer;

    if (length < sizeof peer)
        return -EINVAL;
    memcpy(&peer, name, sizeof peer);
    return peer.family != AF_NETLINK ? -EINVAL : peer.port ? -ECONNREFUSED : 0;
}

/// Returns how many interfaces there are.
static size_t interfaces(void) {
    struct netif *interface;
    size_t count = 0;

    NETIF_FOREACH(interface) {
        count++;
    }
    return count;
}

/// Answers a request that lists something; returns 0, or an error for the answer to tell.
static int list(struct answer *answer, const struct netlink_header *request, uint32_t port,
                int family) {
    if (!(request->flags & FLAG_DUMP))
        return -EOPNOTSUPP;
    if (request->type == GET_LINK)
        answer_links(answer, request, port);
    else if (request->type == GET_ADDRESS)
        answer_addresses(answer, request, port, family);
    else
        return -EOPNOTSUPP;
    memset(answer_message(answer, request, TYPE_DONE, port, sizeof(int)), 0, sizeof(int));
    return 0;
}

/// Answers one request of the program.
static long respond(struct netlink_socket *netlink, const struct netlink_header *request) {
    int family = request->length > sizeof *request ? *(const uint8_t *)(request + 1) : AF_UNSPEC;
    struct answer *answer = answer_begin((interfaces() + 1) * INTERFACE_ROOM + OTHER_ROOM);
    int error;

    if (!answer)
        return -ENOBUFS;
    error = list(answer, request, netlink->port, family);
    if (error) {
        struct {
            int error;
            struct netlink_header request;
        } *told = answer_message(answer, request, TYPE_ERROR, netlink->port, sizeof *told);

        told->error = error;
        told->request = *request;
    }
    *netlink->last = answer;
    netlink->last = &answer->next;
    internet_changed(&netlink->socket);
    return 0;
}

/// Takes requests of the program. Before addresses are listed, there should be one.
static long transmit(struct socket *socket, const struct message *message) {
    size_t total = vector_length(message->vector, message->count), at = 0;
    _Alignas(struct netlink_header) uint8_t bytes[REQUEST_SIZE];

    if (total > sizeof bytes)
        return -EMSGSIZE;
    bytes_gather(bytes, message->vector, message->count);
    while (total - at >= sizeof(struct netlink_header)) {
        const struct netlink_header *request = (const struct netlink_header *)(bytes + at);
        long problem = 0;

        if (request->length < sizeof *request || request->length > total - at)
            break;
        if (request->type == GET_ADDRESS)
            problem = network_wait_address();
        if (!problem && request->flags & FLAG_REQUEST && request->type >= FIRST_REQUEST)
            problem = respond((struct netlink_socket *)socket, request);
        if (problem)
            return problem;
        at += (request->length + 3) & ~3U;
        if (at > total)
            break;
    }
    return total;
}

/// Takes the first answer out of the queue.
static void drop_first(struct netlink_socket *netlink) {
    struct answer *first = netlink->first;

    netlink->first = first->next;
    if (!netlink->first)
        netlink->last = &netlink->first;
    block_free(first, sizeof *first + first->room);
}

/// Receives an answer; what there is no room for is lost.
static long receive(struct socket *socket, struct message *message) {
    struct netlink_socket *netlink = (struct netlink_socket *)socket;
    struct answer *first = netlink->first;
    size_t done = 0;

    if (!first)
        return -EAGAIN;
    for (int i = 0; i < message->count && done < first->length; i++) {
        size_t count = message->vector[i].iov_len, left = first->length - done;

        if (count > left)
            count = left;
        memcpy(message->vector[i].iov_base, first->bytes + done, count);
        done += count;
    }
    if (message->name)
        message->name_length = name(socket, message->name, 1);
    if (done < first->length)
        message->result_flags |= MSG_TRUNC;
    if (message->flags & MSG_TRUNC)
        done = first->length;
    if (!(message->flags & MSG_PEEK))
        drop_first(netlink);
    return done;
}

/// Sets an option; none changes anything here.
static long set_option(struct socket *socket, int level, int option, const void *value,
                       socklen_t length) {
    return level == SOL_SOCKET || level == SOL_NETLINK ? 0 : -ENOPROTOOPT;
}

/// Tells an option.
static long get_option(struct socket *socket, int level, int option, void *value,
                       socklen_t *length) {
    return -ENOPROTOOPT;
}

/// Returns what can be done now.
static unsigned events(struct socket *socket) {
    struct netlink_socket *netlink = (struct netlink_socket *)socket;

    return POLLOUT | POLLWRNORM | (netlink->first ? POLLIN | POLLRDNORM : 0);
}

/// Ends a socket.
static void end(struct socket *socket) {
    struct netlink_socket *netlink = (struct netlink_socket *)socket;

    while (netlink->first)
        drop_first(netlink);
    block_free(netlink, sizeof *netlink);
}

static const struct socket_operations operations = {
    .bind = take_name,
    .connect = fix_peer,
    .send = transmit,
    .receive = receive,
    .name = name,
    .set_option = set_option,
    .get_option = get_option,
    .events = events,
    .close = end,
};

/// Makes a netlink socket; the network starts with it.
static long create(int domain, int type, int protocol, struct socket **created) {
    struct netlink_socket *netlink;

    if (type != SOCK_RAW && type != SOCK_DGRAM)
        return -ESOCKTNOSUPPORT;
    if (protocol != PROTOCOL_ROUTE)
        return -EPROTONOSUPPORT;
    network_start();
    socket_interface_control = internet_control;
    netlink = block_allocate_zeroed(sizeof *netlink);
    if (!netlink)
        return -ENOBUFS;
    netlink->socket.operations = &operations;
    netlink->socket.domain = domain;
    netlink->socket.type = type;
    netlink->socket.protocol = protocol;
    netlink->socket.linger = -1;
    netlink->port = last_port++;
    netlink->last = &netlink->first;
    *created = &netlink->socket;
    return 0;
}

static const struct socket_family netlink = {AF_NETLINK, create, 0};

REGISTER(socket_family, netlink, &netlink);
