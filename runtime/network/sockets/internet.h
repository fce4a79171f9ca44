// What the sockets of internet protocols share.

#ifndef RUNTIME_NETWORK_SOCKETS_INTERNET_H
#define RUNTIME_NETWORK_SOCKETS_INTERNET_H

#include <lwip/err.h>
#include <lwip/ip_addr.h>

#include "sockets/socket.h"

/// An address and a port, in the order of bytes of the machine.
struct endpoint {
    ip_addr_t address;
    uint16_t port;
};

/// The fields of a protocol's control block that options concern.
struct internet_fields {
    uint8_t *options, *type_of_service, *time_to_live;
    /// The own address, and the port, which is 0 as long as there is none.
    ip_addr_t *address;
    uint16_t port;
};

long endpoint_read(int domain, const struct sockaddr *name, socklen_t length,
                   struct endpoint *endpoint);
long endpoint_write(int domain, const struct endpoint *endpoint, struct sockaddr_storage *name);
int endpoint_is_mapped(const struct endpoint *endpoint);
uint8_t internet_type(int domain);
long internet_error(err_t error);
long internet_set_option(const struct internet_fields *fields, int level, int option,
                         const void *value, socklen_t length);
long internet_get_option(const struct internet_fields *fields, int level, int option, void *value,
                         socklen_t *length);
long internet_control(unsigned long request, unsigned long argument);
long internet_wait_route(const ip_addr_t *address);
void internet_changed(struct socket *socket);

long tcp_socket_create(int domain, struct socket **created);
long udp_socket_create(int domain, struct socket **created);
long raw_socket_create(int domain, int protocol, struct socket **created);

#endif
