// TCP sockets: making connections.

#include <errno.h>
#include <lwip/priv/tcp_priv.h>

#include "network/network.h"
#include "network/sockets/tcp.h"

/// Returns whether two addresses are of one internet, or one of them is of both.
static int meet(const ip_addr_t *one, const ip_addr_t *other) {
    return IP_GET_TYPE(one) == IP_GET_TYPE(other) || IP_IS_ANY_TYPE_VAL(*one) ||
           IP_IS_ANY_TYPE_VAL(*other);
}

/// Returns whether some socket waits for connections to an address already. No option allows two.
static int is_taken(const ip_addr_t *address, uint16_t port) {
    struct tcp_pcb_listen *block = tcp_listen_pcbs.listen_pcbs;

    for (; block; block = block->next)
        if (block->local_port == port && meet(&block->local_ip, address) &&
            (ip_addr_isany_val(block->local_ip) || ip_addr_isany(address) ||
             ip_addr_cmp(&block->local_ip, address)))
            return 1;
    return 0;
}

/// Gives a socket an address.
long tcp_socket_bind(struct socket *socket, const struct sockaddr *address, socklen_t length) {
    struct tcp_socket *tcp = (struct tcp_socket *)socket;
    struct endpoint endpoint;
    long problem = endpoint_read(socket->domain, address, length, &endpoint);

    if (problem)
        return problem;
    if (!tcp->block || tcp->block->state != CLOSED || tcp->block->local_port)
        return -EINVAL;
    if (ip_addr_isany_val(endpoint.address) && socket->domain == AF_INET6)
        IP_SET_TYPE_VAL(endpoint.address, IP_GET_TYPE(&tcp->block->local_ip));
    else if (!ip_addr_isany_val(endpoint.address))
        internet_wait_route(&endpoint.address);
    if (endpoint.port && is_taken(&endpoint.address, endpoint.port))
        return -EADDRINUSE;
    return internet_error(tcp_bind(tcp->block, &endpoint.address, endpoint.port));
}

/// Puts a new connection into the queue of the socket that listens.
static err_t on_accept(void *argument, struct tcp_pcb *block, err_t error) {
    struct tcp_socket *listening = argument, *tcp;

    if (!listening || !block)
        return ERR_VAL;
    tcp = tcp_socket_make(block);
    if (!tcp)
        return ERR_MEM;
    tcp_backlog_delayed(block);
    tcp->socket.domain = listening->socket.domain;
    tcp->socket.type = listening->socket.type;
    tcp->socket.protocol = listening->socket.protocol;
    tcp->socket.options = listening->socket.options;
    tcp->socket.linger = listening->socket.linger;
    tcp->is_connected = 1;
    if (listening->has_no_delay)
        tcp_nagle_disable(block);
    *listening->last = tcp;
    listening->last = &tcp->next;
    internet_changed(&listening->socket);
    return ERR_OK;
}

/// Lets others connect.
long tcp_socket_listen(struct socket *socket, int backlog) {
    struct tcp_socket *tcp = (struct tcp_socket *)socket;
    struct tcp_pcb *block = tcp->block;
    err_t error;

    if (backlog < 1 || backlog > 255)
        backlog = backlog < 0 || backlog > 255 ? 255 : 1;
    if (socket->is_listening) {
        tcp_backlog_set(block, backlog);
        return 0;
    }
    if (!block || block->state != CLOSED)
        return -EINVAL;
    if (!block->local_port) {
        ip_addr_t any = IPADDR_ANY_TYPE_INIT;

        tcp_bind(block, socket->domain == AF_INET6 ? &any : IP4_ADDR_ANY, 0);
    }
    block = tcp_listen_with_backlog_and_err(block, backlog, &error);
    if (!block)
        return internet_error(error);
    tcp->block = block;
    socket->is_listening = 1;
    tcp_accept(block, on_accept);
    return 0;
}

/// Takes the first connection of the queue.
long tcp_socket_accept(struct socket *socket, struct socket **accepted) {
    struct tcp_socket *tcp = (struct tcp_socket *)socket, *first;

    if (!tcp->first)
        network_poll();
    first = tcp->first;
    if (!first)
        return -EAGAIN;
    tcp->first = first->next;
    if (!tcp->first)
        tcp->last = &tcp->first;
    if (first->block)
        tcp_backlog_accepted(first->block);
    *accepted = &first->socket;
    return 0;
}

/// Notes that the connection is there.
static err_t on_connected(void *argument, struct tcp_pcb *block, err_t error) {
    struct tcp_socket *tcp = argument;

    if (!tcp)
        return ERR_OK;
    tcp->is_connected = 1;
    tcp->socket.is_connecting = 0;
    internet_changed(&tcp->socket);
    return ERR_OK;
}

/// Begins to connect.
long tcp_socket_connect(struct socket *socket, const struct sockaddr *address, socklen_t length) {
    struct tcp_socket *tcp = (struct tcp_socket *)socket;
    struct endpoint endpoint;
    long problem = endpoint_read(socket->domain, address, length, &endpoint);

    if (problem)
        return problem;
    if (socket->is_listening || tcp->is_connected)
        return -EISCONN;
    if (!tcp->block)
        return socket->error ? socket_take_error(socket) : -EINVAL;
    if (ip_addr_isany_val(endpoint.address))
        endpoint.address = (ip_addr_t)IPADDR4_INIT_BYTES(127, 0, 0, 1);
    problem = internet_wait_route(&endpoint.address);
    if (problem)
        return problem;
    problem =
        internet_error(tcp_connect(tcp->block, &endpoint.address, endpoint.port, on_connected));
    if (problem)
        return problem;
    socket->is_connecting = 1;
    return -EINPROGRESS;
}
