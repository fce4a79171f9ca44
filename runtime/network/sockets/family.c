// The protocol families of IPv4 and IPv6 sockets.

#include <errno.h>
#include <lwip/prot/ethernet.h>
#include <netinet/in.h>
#include <poll.h>

#include "network/network.h"
#include "network/sockets/internet.h"
#include "registry/registry.h"

/// Makes a socket; the network starts with the first.
static long create(int domain, int type, int protocol, struct socket **created) {
    long problem;

    network_start();
    socket_interface_control = internet_control;
    if (type == SOCK_STREAM && (!protocol || protocol == IPPROTO_TCP)) {
        problem = tcp_socket_create(domain, created);
        protocol = IPPROTO_TCP;
    } else if (type == SOCK_DGRAM && (!protocol || protocol == IPPROTO_UDP)) {
        problem = udp_socket_create(domain, created);
        protocol = IPPROTO_UDP;
    } else if (type == SOCK_STREAM || type == SOCK_DGRAM) {
        return -EPROTONOSUPPORT;
    } else {
        return -ESOCKTNOSUPPORT;
    }
    if (problem)
        return problem;
    (*created)->domain = domain;
    (*created)->type = type;
    (*created)->protocol = protocol;
    (*created)->linger = -1;
    return 0;
}

/// Makes a socket for IPv6, if the host has it.
static long create_six(int domain, int type, int protocol, struct socket **created) {
    if (!network_has_protocol(PP_HTONS(ETHTYPE_IPV6)))
        return -EAFNOSUPPORT;
    return create(domain, type, protocol, created);
}

/// Waits until there is a way to an address, as far as that needs an address of one's own.
long internet_wait_route(const ip_addr_t *address) {
    if (ip_addr_isloopback(address))
        return 0;
    return network_wait_address();
}

/// Tells those who watch a socket that it has changed.
void internet_changed(struct socket *socket) {
    unsigned events = socket->operations->events(socket);

    network_changes++;
    // Without events, those who watch would take it for the end.
    if (events)
        watch_tell(&socket->watches, events);
}

static const struct socket_family internet = {AF_INET, create, 0};
static const struct socket_family internet6 = {AF_INET6, create_six, 0};

REGISTER(socket_family, internet, &internet);
REGISTER(socket_family, internet6, &internet6);
