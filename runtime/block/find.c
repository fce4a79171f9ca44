// Finding disks.

#include <stddef.h>

#include "block/block.h"
#include "registry/registry.h"

REGISTRY(block_driver);

/// Returns the disk with the number `index`, to be asked for once; null when there is none.
struct block_device *block_find(unsigned index) {
    for (unsigned long i = 0; i < registry_block_driver_count; i++) {
        const struct block_driver *driver = registry_block_driver[i]->pointer;
        struct block_device *device = driver->attach(index);

        if (device)
            return device;
    }
    return NULL;
}
