// Cards behind the first. They carry no protocols and have no addresses; only programs that deal in
// frames start them.

#include "network/network.h"
#include "registry/registry.h"

REGISTRY(network_driver);

/// Starts all cards that there are behind the first. Further calls do nothing.
void network_start_others(void) {
    static int is_done;

    if (is_done)
        return;
    is_done = 1;
    for (unsigned long i = 0; i < registry_network_driver_count; i++) {
        const struct network_driver *driver = registry_network_driver[i]->pointer;
        struct network_device *device;

        for (unsigned index = 1; (device = driver->attach(index)); index++)
            network_add(device);
    }
}
