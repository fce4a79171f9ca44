// The start of the network, and its part in waiting.

#include <errno.h>

#include <lwip/autoip.h>
#include <lwip/dhcp.h>
#include <lwip/dns.h>
#include <lwip/timeouts.h>

#include "files/wait.h"
#include "network/deployment.h"
#include "network/network.h"
#include "registry/registry.h"
#include "time/clock.h"
#include "time/poller.h"

REGISTRY(network_driver);
REGISTRY(network_protocol);

/// How long a connection waits for the first address.
#define ADDRESS_TIMEOUT (10 * NANOSECONDS)

unsigned network_changes;

/// How often devices are asked whether they work, in milliseconds.
#define CHECK_INTERVAL 1000

/// All devices.
static struct network_device *devices;

/// Whether the network has started.
static int is_started;

/// Lets devices do what they have to do.
static void work(void) {
    for (struct network_device *device = devices; device; device = device->next)
        network_changes += device->poll(device);
    network_loop();
}

/// Does what there is to do while the program waits.
static uint64_t poll(unsigned *total) {
    uint64_t now = clock_monotonic();
    unsigned before = network_changes;
    uint32_t left;

    network_now = now / (NANOSECONDS / 1000);
    work();
    sys_check_timeouts();
    *total += network_changes - before;
    left = sys_timeouts_sleeptime();
    network_now = 0;
    return left == SYS_TIMEOUTS_SLEEPTIME_INFINITE ? 0 : now + left * (NANOSECONDS / 1000) + 1;
}

/// Has devices interrupt from here on; returns whether there is something to do already.
static int rest(void) {
    int any = 0;

    for (struct network_device *device = devices; device; device = device->next)
        any |= device->rest(device);
    return any;
}

static struct poller poller = {.poll = poll, .rest = rest};

/// Does what there is to do. Only each eighth time the clock is asked too: who calls this does not
/// wait, and who does not wait for long calls it often.
void network_poll(void) {
    static unsigned char calls;
    unsigned total = 0;

    if (++calls % 8)
        work();
    else
        poll(&total);
}

/// Takes down the interfaces of devices that were removed or have given up, so that there is no way
/// through them any more.
static void check_devices(void) {
    for (struct network_device *device = devices; device; device = device->next)
        if (netif_is_up(&device->interface) && !device->works(device))
            netif_set_down(&device->interface);
}

/// Notes that an interface has changed.
static void on_status(struct netif *interface) {
    network_changes++;
}

/// Asks for an address.
static void ask_address(struct netif *interface) {
    static const struct network_cycle cycles[] = {
        {dhcp_coarse_tmr, DHCP_COARSE_TIMER_MSECS},
        {dhcp_fine_tmr, DHCP_FINE_TIMER_MSECS},
        {autoip_tmr, AUTOIP_TMR_INTERVAL},
    };

    for (unsigned i = 0; i < sizeof cycles / sizeof *cycles; i++)
        network_cycle_start(&cycles[i]);
    dhcp_start(interface);
}

/// Gives the first interface its addresses, or asks for them.
static void configure(struct netif *interface) {
    netif_set_default(interface);
    netif_set_status_callback(interface, on_status);
    if (deployment_network_name_server) {
        ip_addr_t server = IPADDR4_INIT(deployment_network_name_server);

        dns_setserver(0, &server);
    }
    if (deployment_network_address) {
        ip4_addr_t address = {deployment_network_address}, mask = {deployment_network_mask},
                   gateway = {deployment_network_gateway};

        netif_set_addr(interface, &address, &mask, &gateway);
    }
    netif_set_up(interface);
    netif_set_link_up(interface);
    if (!deployment_network_address)
        ask_address(interface);
}

/// Serves a device from now on.
void network_add(struct network_device *device) {
    device->next = devices;
    devices = device;
}

/// Lets a device carry the frames of the protocols that there are.
static void add_protocols(struct network_device *device) {
    for (unsigned long i = 0; i < registry_network_protocol_count; i++) {
        const struct network_protocol *protocol = registry_network_protocol[i]->pointer;

        protocol->attach(&device->interface);
    }
}

/// Starts the network. Further calls do nothing.
void network_start(void) {
    static const struct network_cycle checks = {check_devices, CHECK_INTERVAL};

    if (is_started)
        return;
    is_started = 1;
    network_stack_start();
    poller_add(&poller);
    for (unsigned long i = 0; i < registry_network_driver_count && !devices; i++) {
        const struct network_driver *driver = registry_network_driver[i]->pointer;
        struct network_device *device = driver->attach(0);

        if (device) {
            network_add(device);
            add_protocols(device);
            configure(&device->interface);
        }
    }
    if (devices)
        network_cycle_start(&checks);
}

/// Waits until the first interface has an address, at most for some seconds.
long network_wait_address(void) {
    uint64_t deadline = clock_monotonic() + ADDRESS_TIMEOUT;
    long problem = 0;

    if (deployment_network_address)
        return 0;
    while (netif_default && ip4_addr_isany(netif_ip4_addr(netif_default)) && !problem)
        problem = file_wait(NULL, deadline);
    return problem == -EINTR ? -EINTR : 0;
}
