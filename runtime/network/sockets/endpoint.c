// Addresses as programs write them, and as lwIP does.

#include <errno.h>
#include <netinet/in.h>
#include <string.h>

#include <lwip/def.h>

#include "network/sockets/internet.h"

/// Reads an IPv6 address; one that stands for an IPv4 address becomes that.
static void read_six(const struct sockaddr_in6 *six, ip_addr_t *address) {
    if (IN6_IS_ADDR_V4MAPPED(&six->sin6_addr)) {
        uint32_t four;

        memcpy(&four, six->sin6_addr.s6_addr + 12, sizeof four);
        ip_addr_set_ip4_u32_val(*address, four);
        return;
    }
    memset(address, 0, sizeof *address);
    memcpy(ip_2_ip6(address)->addr, &six->sin6_addr, sizeof six->sin6_addr);
    ip6_addr_set_zone(ip_2_ip6(address), six->sin6_scope_id);
    IP_SET_TYPE_VAL(*address, IPADDR_TYPE_V6);
}

/// Reads the name of an endpoint for a socket of a domain.
long endpoint_read(int domain, const struct sockaddr *name, socklen_t length,
                   struct endpoint *endpoint) {
    if (length < sizeof name->sa_family)
        return -EINVAL;
    if (domain == AF_INET6) {
        const struct sockaddr_in6 *six = (const struct sockaddr_in6 *)name;

        if (length < offsetof(struct sockaddr_in6, sin6_scope_id))
            return -EINVAL;
        if (six->sin6_family != AF_INET6)
            return -EAFNOSUPPORT;
        read_six(six, &endpoint->address);
        endpoint->port = lwip_ntohs(six->sin6_port);
    } else {
        const struct sockaddr_in *four = (const struct sockaddr_in *)name;

        if (length < sizeof *four)
            return -EINVAL;
        if (four->sin_family != AF_INET)
            return -EAFNOSUPPORT;
        ip_addr_set_ip4_u32_val(endpoint->address, four->sin_addr.s_addr);
        endpoint->port = lwip_ntohs(four->sin_port);
    }
    return 0;
}

/// Writes the name of an endpoint for a socket of a domain; returns its length.
long endpoint_write(int domain, const struct endpoint *endpoint, struct sockaddr_storage *name) {
    const ip_addr_t *address = &endpoint->address;

    if (domain == AF_INET6) {
        struct sockaddr_in6 *six = (struct sockaddr_in6 *)name;

        *six =
            (struct sockaddr_in6){.sin6_family = AF_INET6, .sin6_port = lwip_htons(endpoint->port)};
        if (IP_IS_V4_VAL(*address)) {
            memset(six->sin6_addr.s6_addr + 10, 0xff, 2);
            memcpy(six->sin6_addr.s6_addr + 12, &ip_2_ip4(address)->addr, 4);
        } else {
            memcpy(&six->sin6_addr, ip_2_ip6(address)->addr, sizeof six->sin6_addr);
            six->sin6_scope_id = ip6_addr_zone(ip_2_ip6(address));
        }
        return sizeof *six;
    }
    *(struct sockaddr_in *)name = (struct sockaddr_in){
        .sin_family = AF_INET,
        .sin_port = lwip_htons(endpoint->port),
        .sin_addr.s_addr = IP_IS_V4_VAL(*address) ? ip_2_ip4(address)->addr : 0,
    };
    return sizeof(struct sockaddr_in);
}

/// Returns the type of address that a control block for a domain has.
uint8_t internet_type(int domain) {
    return domain == AF_INET6 ? IPADDR_TYPE_ANY : IPADDR_TYPE_V4;
}
