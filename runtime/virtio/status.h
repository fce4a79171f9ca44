// The steps of starting a device.

#ifndef RUNTIME_VIRTIO_STATUS_H
#define RUNTIME_VIRTIO_STATUS_H

enum { STATUS_ACKNOWLEDGE = 1, STATUS_DRIVER = 2, STATUS_READY = 4, STATUS_FEATURES = 8 };

#endif
