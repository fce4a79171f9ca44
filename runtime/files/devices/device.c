// What the device files share.

#include "files/devices/device.h"

#include <string.h>

#include "files/node.h"
#include "files/vector.h"

/// Gives a file that was opened through a device's node the operations of the device.
long device_open(struct node *node, struct file *file) {
    const struct device *device = node->object;

    file->operations = device->operations;
    return device->open ? device->open(node, file) : 0;
}

/// Pretends to move the position, which has no meaning for a device.
long device_seek(struct file *file, off_t offset, int origin) {
    return 0;
}

/// Fills `vector` with zeroes.
long device_read_zeroes(struct file *file, const struct iovec *vector, int count, off_t *position) {
    for (int i = 0; i < count; i++)
        memset(vector[i].iov_base, 0, vector[i].iov_len);
    return vector_length(vector, count);
}

/// Takes the bytes of `vector` and forgets them.
long device_write_nothing(struct file *file, const struct iovec *vector, int count,
                          off_t *position) {
    return vector_length(vector, count);
}
