#include "files/devices/device.h"
#include "files/node.h"

/// Reads nothing: the end of the file.
static long null_read(struct file *file, const struct iovec *vector, int count, off_t *position) {
    return 0;
}

static const struct file_operations null_operations = {
    .read = null_read,
    .write = device_write_nothing,
    .seek = device_seek,
    .status = node_file_status,
    .release = node_file_release,
};

static const struct device null = {
    .permissions = 0666,
    .number = makedev(1, 3),
    .operations = &null_operations,
};

REGISTER(device, null, &null);
