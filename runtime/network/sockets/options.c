// Options and requests that the sockets of internet protocols share.

#define _GNU_SOURCE
#include <errno.h>
#include <net/if.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/ioctl.h>

#include <lwip/ip.h>

#include "network/network.h"
#include "network/sockets/internet.h"
#include "sockets/options.h"

/// Switches an option of lwIP's.
static long set_flag(uint8_t *options, uint8_t flag, int on) {
    *options = on ? *options | flag : *options & ~flag;
    return 0;
}

/// Has a socket of IPv6, which has no address yet, take no part in IPv4, or take part.
static long set_only_ipv6(const struct internet_fields *fields, int on) {
    if (IP_IS_V4_VAL(*fields->address))
        return -ENOPROTOOPT;
    if (fields->port)
        return -EINVAL;
    IP_SET_TYPE_VAL(*fields->address, on ? IPADDR_TYPE_V6 : IPADDR_TYPE_ANY);
    return 0;
}

/// Sets an option of SOL_SOCKET, IPPROTO_IP or IPPROTO_IPV6.
long internet_set_option(const struct internet_fields *fields, int level, int option,
                         const void *value, socklen_t length) {
    int number = 0;

    if (length && length < sizeof number)
        number = *(const unsigned char *)value;
    else if (option_read_int(value, length, &number))
        return -EINVAL;
    if (level == SOL_SOCKET) {
        switch (option) {
        case SO_REUSEADDR:
            return set_flag(fields->options, SOF_REUSEADDR, number);
        case SO_KEEPALIVE:
            return set_flag(fields->options, SOF_KEEPALIVE, number);
        case SO_BROADCAST:
            return set_flag(fields->options, SOF_BROADCAST, number);
        default:
            return 0;
        }
    }
    if ((level == IPPROTO_IP && option == IP_TTL) ||
        (level == IPPROTO_IPV6 && option == IPV6_UNICAST_HOPS)) {
        if (number < -1 || number > 255)
            return -EINVAL;
        *fields->time_to_live = number < 1 ? 64 : number;
        return 0;
    }
    if ((level == IPPROTO_IP && option == IP_TOS) ||
        (level == IPPROTO_IPV6 && option == IPV6_TCLASS)) {
        *fields->type_of_service = number;
        return 0;
    }
    if (level == IPPROTO_IP && (option == IP_MTU_DISCOVER || option == IP_RECVERR))
        return 0;
    if (level == IPPROTO_IPV6 && option == IPV6_V6ONLY)
        return set_only_ipv6(fields, number);
    if (level == IPPROTO_IPV6 && option == IPV6_MTU_DISCOVER)
        return 0;
    return -ENOPROTOOPT;
}

/// Tells an option of IPPROTO_IP or IPPROTO_IPV6.
long internet_get_option(const struct internet_fields *fields, int level, int option, void *value,
                         socklen_t *length) {
    if ((level == IPPROTO_IP && option == IP_TTL) ||
        (level == IPPROTO_IPV6 && option == IPV6_UNICAST_HOPS))
        return option_write_int(*fields->time_to_live, value, length);
    if ((level == IPPROTO_IP && option == IP_TOS) ||
        (level == IPPROTO_IPV6 && option == IPV6_TCLASS))
        return option_write_int(*fields->type_of_service, value, length);
    if (level == IPPROTO_IPV6 && option == IPV6_V6ONLY)
        return option_write_int(
            IP_IS_V6_VAL(*fields->address) && ip_addr_isany_val(*fields->address), value, length);
    return -ENOPROTOOPT;
}

/// Finds an interface by its name.
static struct netif *find_interface(const char *name) {
    struct netif *interface;
    char known[IFNAMSIZ];

    NETIF_FOREACH(interface) {
        netif_index_to_name(netif_get_index(interface), known);
        if (!strncmp(name, known, IFNAMSIZ))
            return interface;
    }
    return NULL;
}

/// Lists the interfaces.
static long list_interfaces(struct ifconf *list) {
    struct ifreq *request = list->ifc_req;
    int room = list->ifc_len, used = 0;
    struct netif *interface;

    NETIF_FOREACH(interface) {
        struct endpoint endpoint = {.address = interface->ip_addr};

        if (request && used + (int)sizeof *request > room)
            break;
        used += sizeof *request;
        if (!request)
            continue;
        netif_index_to_name(netif_get_index(interface), request->ifr_name);
        endpoint_write(AF_INET, &endpoint, (struct sockaddr_storage *)&request->ifr_addr);
        request++;
    }
    list->ifc_len = used;
    return 0;
}

/// Writes an address into a request.
static long answer(struct ifreq *request, ip_addr_t address) {
    struct endpoint endpoint = {.address = address};
    struct sockaddr_storage name;

    endpoint_write(AF_INET, &endpoint, &name);
    memcpy(&request->ifr_addr, &name, sizeof request->ifr_addr);
    return 0;
}

/// Answers requests about interfaces.
long internet_control(unsigned long code, unsigned long argument) {
    struct ifreq *request = (struct ifreq *)argument;
    struct netif *interface;
    ip_addr_t broadcast;

    if (code == SIOCGIFCONF)
        return list_interfaces((struct ifconf *)argument);
    if (code < SIOCGIFNAME || code > SIOCGIFINDEX)
        return -ENOTTY;
    interface = code == SIOCGIFNAME ? netif_get_by_index(request->ifr_ifindex)
                                    : find_interface(request->ifr_name);
    if (!interface)
        return -ENODEV;
    switch (code) {
    case SIOCGIFNAME:
        netif_index_to_name(netif_get_index(interface), request->ifr_name);
        return 0;
    case SIOCGIFFLAGS:
        request->ifr_flags = (netif_is_up(interface) ? IFF_UP | IFF_RUNNING : 0) |
                             (interface->hwaddr_len ? IFF_BROADCAST | IFF_MULTICAST : IFF_LOOPBACK);
        return 0;
    case SIOCGIFADDR:
        return answer(request, interface->ip_addr);
    case SIOCGIFNETMASK:
        return answer(request, interface->netmask);
    case SIOCGIFBRDADDR:
        ip_addr_set_ip4_u32(&broadcast, ip4_addr_get_u32(netif_ip4_addr(interface)) |
                                            ~ip4_addr_get_u32(netif_ip4_netmask(interface)));
        return answer(request, broadcast);
    case SIOCGIFMETRIC:
        request->ifr_metric = 0;
        return 0;
    case SIOCGIFMTU:
        request->ifr_mtu = interface->mtu ? interface->mtu : 65536;
        return 0;
    case SIOCGIFHWADDR:
        request->ifr_hwaddr.sa_family = interface->hwaddr_len ? 1 : 772;
        memcpy(request->ifr_hwaddr.sa_data, interface->hwaddr, 6);
        return 0;
    case SIOCGIFINDEX:
        request->ifr_ifindex = netif_get_index(interface);
        return 0;
    default:
        return -ENOTTY;
    }
}
