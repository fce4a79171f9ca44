// Finding devices.

#include "interrupts/interrupts.h"
#include "registry/registry.h"
#include "virtio/virtio.h"

REGISTRY(virtio_transport);

/// Finds the device with the number `index` of a type, by any way; returns whether there is one.
int virtio_find(struct virtio_device *device, unsigned type, unsigned index) {
    for (unsigned long i = 0; i < registry_virtio_transport_count; i++) {
        device->transport = registry_virtio_transport[i]->pointer;
        if (device->transport->find(device, type, index)) {
            interrupts_start();
            return 1;
        }
    }
    return 0;
}
