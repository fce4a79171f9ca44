#include "random/random.h"

#include "files/devices/device.h"
#include "files/node.h"
#include "files/vector.h"

/// Fills `vector` with random bytes.
static long random_read(struct file *file, const struct iovec *vector, int count, off_t *position) {
    for (int i = 0; i < count; i++)
        random_fill(vector[i].iov_base, vector[i].iov_len);
    return vector_length(vector, count);
}

static const struct file_operations random_operations = {
    .read = random_read,
    .write = device_write_nothing,
    .seek = device_seek,
    .status = node_file_status,
    .release = node_file_release,
};

static const struct device random_device = {
    .permissions = 0666,
    .number = makedev(1, 8),
    .operations = &random_operations,
};

static const struct device urandom_device = {
    .permissions = 0666,
    .number = makedev(1, 9),
    .operations = &random_operations,
};

REGISTER(device, random, &random_device);
REGISTER(device, urandom, &urandom_device);
