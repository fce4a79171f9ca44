// The protocol family of IPv6.

#include <lwip/dhcp6.h>
#include <lwip/ethip6.h>
#include <lwip/ip6.h>
#include <lwip/prot/ieee.h>

#include "network/network.h"
#include "registry/registry.h"

/// Prepares an interface: an address of its own link at once, others as routers say.
static void attach(struct netif *interface) {
    interface->output_ip6 = ethip6_output;
    netif_create_ip6_linklocal_address(interface, 1);
    netif_set_ip6_autoconfig_enabled(interface, 1);
    dhcp6_enable_stateless(interface);
}

static const struct network_protocol ipv6 = {PP_HTONS(ETHTYPE_IPV6), ip6_input, attach};

REGISTER(network_protocol, ipv6, &ipv6);
