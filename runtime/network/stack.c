// The start of lwIP, and what it does again and again. lwIP's own lwip_init also starts the timers
// of all protocols; here each family starts its own, so that those of the others fall away.

#include <lwip/dns.h>
#include <lwip/igmp.h>
#include <lwip/priv/tcp_priv.h>
#include <lwip/timeouts.h>
#include <lwip/udp.h>

#include "network/network.h"
#include "registry/registry.h"

REGISTRY(network_protocol);

/// Does what a cycle does, and has it done again.
static void run(void *argument) {
    const struct network_cycle *cycle = argument;

    cycle->work();
    network_cycle_start(cycle);
}

/// Has something done again and again from now on.
void network_cycle_start(const struct network_cycle *cycle) {
    sys_timeout(cycle->interval, run, (void *)cycle);
}

/// Starts lwIP and the protocol families. Its memory needs no start, as it comes from the page
/// allocator.
void network_stack_start(void) {
    netif_init();
    udp_init();
    tcp_init();
    igmp_init();
    dns_init();
    for (unsigned long i = 0; i < registry_network_protocol_count; i++) {
        const struct network_protocol *protocol = registry_network_protocol[i]->pointer;

        if (protocol->start)
            protocol->start();
    }
}
