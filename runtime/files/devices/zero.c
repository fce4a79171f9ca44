#include "files/devices/device.h"
#include "files/node.h"

static const struct file_operations zero_operations = {
    .read = device_read_zeroes,
    .write = device_write_nothing,
    .seek = device_seek,
    .status = node_file_status,
    .release = node_file_release,
};

static const struct device zero = {
    .permissions = 0666,
    .number = makedev(1, 5),
    .operations = &zero_operations,
};

REGISTER(device, zero, &zero);
