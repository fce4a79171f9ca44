// UDP sockets.

#define _GNU_SOURCE
#include <errno.h>
#include <lwip/udp.h>
#include <netinet/in.h>
#include <poll.h>
#include <string.h>
#include <sys/ioctl.h>

#include "files/bytes.h"
#include "files/vector.h"
#include "memory/blocks.h"
#include "network/network.h"
#include "network/sockets/internet.h"
#include "network/sockets/place.h"
#include "sockets/options.h"

/// The most bytes that wait to be received, and of a datagram.
#define QUEUE_LIMIT 262144
#define DATAGRAM_LIMIT 65507

/// A datagram that came.
struct datagram {
    struct datagram *next;
    struct pbuf *data;
    struct endpoint from;
    /// Where it was sent to.
    struct place to;
};

/// A UDP socket.
struct udp_socket {
    struct socket socket;
    struct udp_pcb *block;
    struct datagram *first, **last;
    size_t waiting;
    /// Whether receivers are told where datagrams were sent to.
    int tells_place;
};

/// Puts a datagram into the queue, or drops it when that is full.
static void on_receive(void *argument, struct udp_pcb *block, struct pbuf *data,
                       const ip_addr_t *address, u16_t port) {
    struct udp_socket *udp = argument;
    struct datagram *datagram =
        udp->waiting < QUEUE_LIMIT ? block_allocate(sizeof *datagram) : NULL;

    if (!datagram) {
        pbuf_free(data);
        return;
    }
    *datagram = (struct datagram){.data = data, .from = {*address, port}};
    if (udp->tells_place)
        datagram->to =
            (struct place){*ip_current_dest_addr(), netif_get_index(ip_current_input_netif())};
    *udp->last = datagram;
    udp->last = &datagram->next;
    udp->waiting += data->tot_len + sizeof *datagram;
    internet_changed(&udp->socket);
}

/// Takes the first datagram out of the queue and frees it.
static void drop_first(struct udp_socket *udp) {
    struct datagram *first = udp->first;

    udp->first = first->next;
    if (!udp->first)
        udp->last = &udp->first;
    udp->waiting -= first->data->tot_len + sizeof *first;
    pbuf_free(first->data);
    block_free(first, sizeof *first);
}

/// Gives a socket an address.
static long take_name(struct socket *socket, const struct sockaddr *address, socklen_t length) {
    struct udp_socket *udp = (struct udp_socket *)socket;
    struct endpoint endpoint;
    long problem = endpoint_read(socket->domain, address, length, &endpoint);

    if (problem)
        return problem;
    if (udp->block->local_port)
        return -EINVAL;
    if (ip_addr_isany_val(endpoint.address) && socket->domain == AF_INET6)
        IP_SET_TYPE_VAL(endpoint.address, IP_GET_TYPE(&udp->block->local_ip));
    return internet_error(udp_bind(udp->block, &endpoint.address, endpoint.port));
}

/// Fixes the other side; AF_UNSPEC undoes it.
static long fix_peer(struct socket *socket, const struct sockaddr *address, socklen_t length) {
    struct udp_socket *udp = (struct udp_socket *)socket;
    struct endpoint endpoint;
    long problem;

    if (length >= sizeof address->sa_family && address->sa_family == AF_UNSPEC) {
        udp_disconnect(udp->block);
        return 0;
    }
    problem = endpoint_read(socket->domain, address, length, &endpoint);
    if (problem)
        return problem;
    problem = internet_wait_route(&endpoint.address);
    if (problem)
        return problem;
    return internet_error(udp_connect(udp->block, &endpoint.address, endpoint.port));
}

/// Returns the bytes of a message as one piece, or null.
static struct pbuf *gather(const struct message *message, size_t total) {
    struct pbuf *data = pbuf_alloc(PBUF_TRANSPORT, total, PBUF_RAM);

    if (data)
        bytes_gather(data->payload, message->vector, message->count);
    return data;
}

/// Sends a datagram.
static long transmit(struct socket *socket, const struct message *message) {
    struct udp_socket *udp = (struct udp_socket *)socket;
    size_t total = vector_length(message->vector, message->count);
    struct endpoint to = {udp->block->remote_ip, udp->block->remote_port};
    struct place from;
    struct pbuf *data;
    long problem = 0, has_place;
    err_t error;

    if (total > DATAGRAM_LIMIT)
        return -EMSGSIZE;
    has_place = message->control ? place_read(message, &from) : 0;
    if (has_place < 0)
        return has_place;
    if (message->name)
        problem = endpoint_read(socket->domain, (struct sockaddr *)message->name,
                                message->name_length, &to);
    else if (!(udp->block->flags & UDP_FLAGS_CONNECTED))
        problem = -EDESTADDRREQ;
    if (!problem && message->name)
        problem = internet_wait_route(&to.address);
    if (problem)
        return problem;
    data = gather(message, total);
    if (!data)
        return -ENOBUFS;
    error = has_place ? place_send(udp->block, data, &to.address, to.port, &from)
                      : udp_sendto(udp->block, data, &to.address, to.port);
    pbuf_free(data);
    return error == ERR_OK ? (long)total : internet_error(error);
}

/// Receives a datagram; what there is no room for is lost.
static long receive(struct socket *socket, struct message *message) {
    struct udp_socket *udp = (struct udp_socket *)socket;
    struct datagram *first;
    size_t done = 0, total;

    if (!udp->first)
        network_poll();
    first = udp->first;
    if (!first)
        return socket->ended & ENDED_RECEIVING ? 0 : -EAGAIN;
    total = first->data->tot_len;
    for (int i = 0; i < message->count && done < total; i++) {
        size_t room = message->vector[i].iov_len;

        done += network_receive(first->data, message->vector[i].iov_base,
                                room < total ? room : total, done);
    }
    if (message->name)
        message->name_length = endpoint_write(socket->domain, &first->from, message->name);
    if (udp->tells_place)
        place_tell(message, &first->to, socket->domain);
    if (done < total)
        message->result_flags |= MSG_TRUNC;
    if (!(message->flags & MSG_PEEK))
        drop_first(udp);
    return message->flags & MSG_TRUNC ? total : done;
}

/// Ends directions.
static long shut_down(struct socket *socket, int how) {
    struct udp_socket *udp = (struct udp_socket *)socket;

    if (!(udp->block->flags & UDP_FLAGS_CONNECTED))
        return -ENOTCONN;
    socket->ended |= how == SHUT_RDWR ? ENDED_RECEIVING | ENDED_SENDING : how + 1;
    internet_changed(socket);
    return 0;
}

/// Tells an address.
static long name(struct socket *socket, struct sockaddr_storage *address, int of_peer) {
    struct udp_pcb *block = ((struct udp_socket *)socket)->block;
    struct endpoint endpoint = {
        of_peer ? block->remote_ip : block->local_ip,
        of_peer ? block->remote_port : block->local_port,
    };

    if (of_peer && !(block->flags & UDP_FLAGS_CONNECTED))
        return -ENOTCONN;
    return endpoint_write(socket->domain, &endpoint, address);
}

/// Sets an option.
static long set_option(struct socket *socket, int level, int option, const void *value,
                       socklen_t length) {
    struct udp_socket *udp = (struct udp_socket *)socket;
    struct udp_pcb *block = udp->block;
    struct internet_fields fields = {&block->so_options, &block->tos, &block->ttl, &block->local_ip,
                                     block->local_port};

    if ((level == IPPROTO_IP && option == IP_PKTINFO) ||
        (level == IPPROTO_IPV6 && option == IPV6_RECVPKTINFO))
        return option_read_int(value, length, &udp->tells_place) ? -EINVAL : 0;
    return internet_set_option(&fields, level, option, value, length);
}

/// Tells an option.
static long get_option(struct socket *socket, int level, int option, void *value,
                       socklen_t *length) {
    struct udp_socket *udp = (struct udp_socket *)socket;
    struct udp_pcb *block = udp->block;
    struct internet_fields fields = {&block->so_options, &block->tos, &block->ttl, &block->local_ip,
                                     block->local_port};

    if ((level == IPPROTO_IP && option == IP_PKTINFO) ||
        (level == IPPROTO_IPV6 && option == IPV6_RECVPKTINFO))
        return option_write_int(udp->tells_place, value, length);
    return internet_get_option(&fields, level, option, value, length);
}

/// Returns what can be done now.
static unsigned events(struct socket *socket) {
    struct udp_socket *udp = (struct udp_socket *)socket;
    unsigned events = POLLOUT | POLLWRNORM;

    if (udp->first || socket->ended & ENDED_RECEIVING)
        events |= POLLIN | POLLRDNORM;
    return events;
}

/// Answers an ioctl request.
static long control(struct socket *socket, unsigned long request, unsigned long argument) {
    struct udp_socket *udp = (struct udp_socket *)socket;

    if (request != FIONREAD)
        return internet_control(request, argument);
    *(int *)argument = udp->first ? udp->first->data->tot_len : 0;
    return 0;
}

/// Ends a socket.
static void end(struct socket *socket) {
    struct udp_socket *udp = (struct udp_socket *)socket;

    udp_remove(udp->block);
    while (udp->first)
        drop_first(udp);
    block_free(udp, sizeof *udp);
}

static const struct socket_operations operations = {
    .bind = take_name,
    .connect = fix_peer,
    .send = transmit,
    .receive = receive,
    .shutdown = shut_down,
    .name = name,
    .set_option = set_option,
    .get_option = get_option,
    .events = events,
    .control = control,
    .close = end,
};

/// Makes a UDP socket.
long udp_socket_create(int domain, struct socket **created) {
    struct udp_socket *udp = block_allocate_zeroed(sizeof *udp);

    if (!udp)
        return -ENOBUFS;
    udp->block = udp_new_ip_type(internet_type(domain));
    if (!udp->block) {
        block_free(udp, sizeof *udp);
        return -ENOBUFS;
    }
    udp->socket.operations = &operations;
    udp->last = &udp->first;
    udp_recv(udp->block, on_receive, udp);
    *created = &udp->socket;
    return 0;
}
