#include "random/random.h"

#include "files/devices/device.h"
#include "files/node.h"

/// Fills `vector` with random bytes.
static long random_read(struct file *file, const struct iovec *vector, int count, off_t *position) {
    long total = 0;

    for (int i = 0; i < count; i++) {
        long part = random_bytes(vector[i].iov_base, vector[i].iov_len);

        if (part < 0)
            return total > 0 ? total : part;
        total += part;
        if ((size_t)part < vector[i].iov_len)
            break;
    }
    return total;
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
