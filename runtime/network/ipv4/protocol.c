// The protocol family of IPv4.

#include <lwip/etharp.h>
#include <lwip/igmp.h>
#include <lwip/ip4.h>
#include <lwip/ip4_frag.h>

#include "network/network.h"
#include "registry/registry.h"

/// Prepares an interface for IPv4.
static void attach(struct netif *interface) {
    interface->output = etharp_output;
}

/// Starts the timers of IPv4.
static void start(void) {
    static const struct network_cycle parts = {ip_reass_tmr, IP_TMR_INTERVAL},
                                      groups = {igmp_tmr, IGMP_TMR_INTERVAL};

    network_cycle_start(&parts);
    network_cycle_start(&groups);
}

/// Starts the timer of ARP.
static void start_resolution(void) {
    static const struct network_cycle entries = {etharp_tmr, ARP_TMR_INTERVAL};

    network_cycle_start(&entries);
}

/// Prepares an interface for ARP.
static void attach_resolution(struct netif *interface) {
    interface->flags |= NETIF_FLAG_ETHARP;
}

/// Takes a frame of ARP.
static err_t resolution_input(struct pbuf *frame, struct netif *interface) {
    etharp_input(frame, interface);
    return ERR_OK;
}

static const struct network_protocol ipv4 = {PP_HTONS(ETHTYPE_IP), ip4_input, attach, start};
static const struct network_protocol arp = {PP_HTONS(ETHTYPE_ARP), resolution_input,
                                            attach_resolution, start_resolution};

REGISTER(network_protocol, ipv4, &ipv4);
REGISTER(network_protocol, ipv4_resolution, &arp);
