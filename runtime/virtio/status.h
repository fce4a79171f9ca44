// The steps of starting a device.

#ifndef RUNTIME_VIRTIO_STATUS_H
#define RUNTIME_VIRTIO_STATUS_H

enum { STATUS_ACKNOWLEDGE = 1, STATUS_DRIVER = 2, STATUS_READY = 4, STATUS_FEATURES = 8 };

/// The status of a device that works. One that was removed reads as all ones, and one that has
/// given up has other bits too.
#define STATUS_WORKS (STATUS_ACKNOWLEDGE | STATUS_DRIVER | STATUS_READY | STATUS_FEATURES)

#endif
