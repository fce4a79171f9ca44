#include <errno.h>

#include "files/devices/device.h"
#include "files/node.h"
#include "files/vector.h"

/// Refuses to take bytes: the device is full.
static long full_write(struct file *file, const struct iovec *vector, int count, off_t *position) {
    return vector_length(vector, count) ? -ENOSPC : 0;
}

static const struct file_operations full_operations = {
    .read = device_read_zeroes,
    .write = full_write,
    .seek = device_seek,
    .status = node_file_status,
    .release = node_file_release,
};

static const struct device full = {
    .permissions = 0666,
    .number = makedev(1, 7),
    .operations = &full_operations,
};

REGISTER(device, full, &full);
