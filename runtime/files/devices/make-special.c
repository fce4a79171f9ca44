// Making special files.

#include <errno.h>

#include "files/devices/device.h"
#include "files/make.h"
#include "files/path.h"
#include "files/pipes/pipe.h"
#include "registry/registry.h"

REGISTRY(device);

/// Lets the node be opened as the registered device of its number, if there is one.
static void find_device(struct creation *creation) {
    for (unsigned long i = 0; i < registry_device_count; i++) {
        const struct device *device = registry_device[i]->pointer;

        if (S_ISCHR(creation->mode) && device->number == creation->device) {
            creation->special = device_open;
            creation->object = device;
        }
    }
}

/// Makes a FIFO, a device, the node of a socket, or an empty file.
long special_make(int start, const char *path, mode_t mode, dev_t device) {
    struct creation creation = {.mode = mode & ~creation_mask};

    switch (mode & S_IFMT) {
    case 0:
        creation.mode |= S_IFREG;
    case S_IFREG:
    case S_IFSOCK:
        break;
    case S_IFIFO:
        creation.special = fifo_open;
        break;
    case S_IFCHR:
    case S_IFBLK:
        creation.device = device;
        find_device(&creation);
        break;
    case S_IFDIR:
        return -EPERM;
    default:
        return -EINVAL;
    }
    return place_create(start, path, &creation);
}
