// Lists of interfaces and of their addresses.

#include <lwip/netif.h>
#include <net/if.h>
#include <string.h>
#include <sys/socket.h>

#include "network/netlink/netlink.h"

// Attributes.
enum { LINK_ADDRESS = 1, LINK_BROADCAST = 2, LINK_NAME = 3, LINK_MTU = 4 };
enum { ADDRESS_ADDRESS = 1, ADDRESS_LOCAL = 2, ADDRESS_LABEL = 3, ADDRESS_BROADCAST = 4 };

// Types of hardware, scopes, and the flag of an address that stays.
enum { HARDWARE_ETHERNET = 1, HARDWARE_LOOPBACK = 772 };
enum { SCOPE_EVERYWHERE = 0, SCOPE_LINK = 253, SCOPE_HOST = 254, PERMANENT = 0x80 };

/// The MTU of the loopback interface, which lwIP does not limit.
#define LOOPBACK_MTU 65536

/// Returns whether an interface is the loopback.
static int is_loopback(const struct netif *interface) {
    return !interface->hwaddr_len;
}

/// Adds the name of an interface.
static void add_name(struct answer *answer, struct netif *interface, int type) {
    char name[NETIF_NAMESIZE];

    netif_index_to_name(netif_get_index(interface), name);
    answer_attribute(answer, type, name, strlen(name) + 1);
}

/// Lists the interfaces.
void answer_links(struct answer *answer, const struct netlink_header *request, uint32_t port) {
    static const uint8_t all[NETIF_MAX_HWADDR_LEN] = {0xff, 0xff, 0xff, 0xff, 0xff, 0xff};
    static const uint8_t none[NETIF_MAX_HWADDR_LEN];
    struct netif *interface;

    NETIF_FOREACH(interface) {
        int is_host = is_loopback(interface);
        uint32_t mtu = interface->mtu ? interface->mtu : LOOPBACK_MTU;
        struct link_message *link =
            answer_message(answer, request, NEW_LINK, port, sizeof(struct link_message));

        link->type = is_host ? HARDWARE_LOOPBACK : HARDWARE_ETHERNET;
        link->index = netif_get_index(interface);
        link->flags = (netif_is_up(interface) ? IFF_UP | IFF_RUNNING | IFF_LOWER_UP : 0) |
                      (is_host ? IFF_LOOPBACK : IFF_BROADCAST | IFF_MULTICAST);
        add_name(answer, interface, LINK_NAME);
        answer_attribute(answer, LINK_MTU, &mtu, sizeof mtu);
        answer_attribute(answer, LINK_ADDRESS, interface->hwaddr, NETIF_MAX_HWADDR_LEN);
        answer_attribute(answer, LINK_BROADCAST, is_host ? none : all, NETIF_MAX_HWADDR_LEN);
    }
}

/// Adds the IPv4 address of an interface, if it has one.
static void add_four(struct answer *answer, const struct netlink_header *request, uint32_t port,
                     struct netif *interface) {
    const ip4_addr_t *own = netif_ip4_addr(interface), *mask = netif_ip4_netmask(interface);
    uint32_t broadcast = own->addr | ~mask->addr;
    struct address_message *address;

    if (ip4_addr_isany(own))
        return;
    address = answer_message(answer, request, NEW_ADDRESS, port, sizeof *address);
    *address = (struct address_message){
        .family = AF_INET,
        .prefix = __builtin_popcount(mask->addr),
        .flags = PERMANENT,
        .scope = is_loopback(interface) ? SCOPE_HOST : SCOPE_EVERYWHERE,
        .index = netif_get_index(interface),
    };
    answer_attribute(answer, ADDRESS_ADDRESS, &own->addr, sizeof own->addr);
    answer_attribute(answer, ADDRESS_LOCAL, &own->addr, sizeof own->addr);
    if (!is_loopback(interface))
        answer_attribute(answer, ADDRESS_BROADCAST, &broadcast, sizeof broadcast);
    add_name(answer, interface, ADDRESS_LABEL);
}

/// Adds the IPv6 addresses of an interface.
static void add_six(struct answer *answer, const struct netlink_header *request, uint32_t port,
                    struct netif *interface) {
    for (int i = 0; i < LWIP_IPV6_NUM_ADDRESSES; i++) {
        const ip6_addr_t *own = netif_ip6_addr(interface, i);
        int is_near = ip6_addr_islinklocal(own);
        struct address_message *address;

        if (!ip6_addr_isvalid(netif_ip6_addr_state(interface, i)))
            continue;
        address = answer_message(answer, request, NEW_ADDRESS, port, sizeof *address);
        *address = (struct address_message){
            .family = AF_INET6,
            .prefix = is_loopback(interface) ? 128 : 64,
            .flags = PERMANENT,
            .scope = is_loopback(interface) ? SCOPE_HOST
                     : is_near              ? SCOPE_LINK
                                            : SCOPE_EVERYWHERE,
            .index = netif_get_index(interface),
        };
        answer_attribute(answer, ADDRESS_ADDRESS, own->addr, 16);
    }
}

/// Lists the addresses of a family, or of all.
void answer_addresses(struct answer *answer, const struct netlink_header *request, uint32_t port,
                      int family) {
    struct netif *interface;

    NETIF_FOREACH(interface) {
        if (family != AF_INET6)
            add_four(answer, request, port, interface);
        if (family != AF_INET)
            add_six(answer, request, port, interface);
    }
}
