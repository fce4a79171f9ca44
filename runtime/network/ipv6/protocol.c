// The protocol family of IPv6.

#include <lwip/dhcp6.h>
#include <lwip/ethip6.h>
#include <lwip/ip6.h>
#include <lwip/ip6_frag.h>
#include <lwip/mld6.h>
#include <lwip/nd6.h>
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

/// Starts the timers of IPv6.
static void start(void) {
    static const struct network_cycle cycles[] = {
        {nd6_tmr, ND6_TMR_INTERVAL},
        {ip6_reass_tmr, IP6_REASS_TMR_INTERVAL},
        {mld6_tmr, MLD6_TMR_INTERVAL},
        {dhcp6_tmr, DHCP6_TIMER_MSECS},
    };

    for (unsigned i = 0; i < sizeof cycles / sizeof *cycles; i++)
        network_cycle_start(&cycles[i]);
}

static const struct network_protocol ipv6 = {PP_HTONS(ETHTYPE_IPV6), ip6_input, attach, start};

REGISTER(network_protocol, ipv6, &ipv6);
